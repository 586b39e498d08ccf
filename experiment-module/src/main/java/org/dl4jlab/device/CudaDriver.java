package org.dl4jlab.device;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Platform;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.LongByReference;
import com.sun.jna.ptr.PointerByReference;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Asks the CUDA driver, which comes with the GPU's driver and needs no CUDA toolkit: <a
 * href="https://docs.nvidia.com/cuda/cuda-driver-api/">CUDA Driver API</a>. The presets of CUDA
 * could ask too, but their libraries cannot be loaded where there is no driver, or an old one.
 */
public final class CudaDriver implements GpuProbe {

  private static final int SUCCESS = 0;
  private static final int OUT_OF_MEMORY = 2;
  private static final int NO_DEVICE = 100;
  private static final int CAPABILITY_MAJOR = 75;
  private static final int CAPABILITY_MINOR = 76;
  private static final int NAME_LENGTH = 256;
  private static final int UUID_BYTES = 16;

  private final String library;

  /** The driver of this machine. */
  public CudaDriver() {
    this(Platform.isWindows() ? "nvcuda" : "libcuda.so.1");
  }

  /**
   * @param library name or path of what implements the driver API
   */
  CudaDriver(String library) {
    this.library = library;
  }

  /** A call of the driver that did not succeed. */
  private static final class CallException extends Exception {
    CallException(String message) {
      super(message);
    }
  }

  @Override
  public GpuInventory look() {
    try {
      Native.getDefaultStringEncoding(); // loads JNA's own library
    } catch (LinkageError e) {
      return GpuInventory.failing(0, "JNA's library cannot be loaded, " + e.getMessage());
    }
    NativeLibrary driver;
    try {
      driver = NativeLibrary.getInstance(library);
    } catch (UnsatisfiedLinkError absent) {
      return GpuInventory.noDriver();
    }
    int version = 0;
    try {
      version = version(driver);
      return new GpuInventory(
          version, null, version < GpuSupport.OLDEST_DRIVER ? List.of() : gpus(driver));
    } catch (CallException e) {
      return GpuInventory.failing(version, e.getMessage());
    } catch (UnsatisfiedLinkError e) {
      return GpuInventory.failing(version, library + " lacks a function, " + e.getMessage());
    }
  }

  private static int version(NativeLibrary driver) throws CallException {
    IntByReference version = new IntByReference();
    call(driver, "cuDriverGetVersion", version);
    return version.getValue();
  }

  private static List<Gpu> gpus(NativeLibrary driver) throws CallException {
    List<Gpu> gpus = new ArrayList<>();
    int initialised = status(driver, "cuInit", 0);
    if (initialised == NO_DEVICE) {
      return gpus;
    }
    check(driver, "cuInit", initialised);
    IntByReference count = new IntByReference();
    call(driver, "cuDeviceGetCount", count);
    for (int ordinal = 0; ordinal < count.getValue(); ordinal++) {
      IntByReference device = new IntByReference();
      call(driver, "cuDeviceGet", device, ordinal);
      gpus.add(gpu(driver, device.getValue()));
    }
    return gpus;
  }

  private static Gpu gpu(NativeLibrary driver, int device) throws CallException {
    try (Memory name = new Memory(NAME_LENGTH);
        Memory uuid = new Memory(UUID_BYTES)) {
      call(driver, "cuDeviceGetName", name, NAME_LENGTH, device);
      call(driver, "cuDeviceGetUuid", uuid, device);
      LongByReference memory = new LongByReference();
      call(driver, "cuDeviceTotalMem_v2", memory, device);
      var bytes = uuid.getByteBuffer(0, UUID_BYTES).order(ByteOrder.BIG_ENDIAN);
      return new Gpu(
          "GPU-" + new UUID(bytes.getLong(), bytes.getLong()),
          name.getString(0, StandardCharsets.UTF_8.name()),
          attribute(driver, CAPABILITY_MAJOR, device),
          attribute(driver, CAPABILITY_MINOR, device),
          memory.getValue(),
          freeMemory(driver, device));
    }
  }

  private static int attribute(NativeLibrary driver, int attribute, int device)
      throws CallException {
    IntByReference value = new IntByReference();
    call(driver, "cuDeviceGetAttribute", value, attribute, device);
    return value.getValue();
  }

  /** Free memory is known to a context only; the primary one is what ND4J will use itself. */
  private static long freeMemory(NativeLibrary driver, int device) throws CallException {
    PointerByReference context = new PointerByReference();
    int retained = status(driver, "cuDevicePrimaryCtxRetain", context, device);
    if (retained == OUT_OF_MEMORY) {
      return 0;
    }
    check(driver, "cuDevicePrimaryCtxRetain", retained);
    try {
      call(driver, "cuCtxPushCurrent_v2", context.getValue());
      LongByReference free = new LongByReference();
      call(driver, "cuMemGetInfo_v2", free, new LongByReference());
      call(driver, "cuCtxPopCurrent_v2", new PointerByReference());
      return free.getValue();
    } finally {
      status(driver, "cuDevicePrimaryCtxRelease_v2", device);
    }
  }

  private static int status(NativeLibrary driver, String function, Object... arguments) {
    return driver.getFunction(function).invokeInt(arguments);
  }

  private static void call(NativeLibrary driver, String function, Object... arguments)
      throws CallException {
    check(driver, function, status(driver, function, arguments));
  }

  private static void check(NativeLibrary driver, String function, int status)
      throws CallException {
    if (status != SUCCESS) {
      PointerByReference name = new PointerByReference();
      Pointer text =
          status(driver, "cuGetErrorName", status, name) == SUCCESS ? name.getValue() : null;
      throw new CallException(
          "%s answered %s"
              .formatted(function, text == null ? "error " + status : text.getString(0)));
    }
  }
}
