package org.dl4jlab.device;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** Against a library with the driver's functions, compiled here: a real GPU is not needed. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "the library is compiled for Linux")
class CudaDriverTest {

  private static final String FIRST_UUID = "GPU-f0f1f2f3-f4f5-f6f7-f8f9-fafbfcfdfeff";

  // The library stays loaded.
  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  Path folder;

  private Path source;

  @BeforeEach
  void copySource() throws IOException {
    source = folder.resolve("driver.c");
    try (var in = CudaDriverTest.class.getResourceAsStream("driver.c")) {
      Files.copy(in, source);
    }
  }

  private GpuInventory ask(int version, int init, int count, int retain)
      throws IOException, InterruptedException {
    Path library = folder.resolve("libdriver-" + UUID.randomUUID() + ".so");
    List<String> command =
        List.of(
            "cc",
            "-shared",
            "-fPIC",
            "-DVERSION=" + version,
            "-DINIT=" + init,
            "-DCOUNT=" + count,
            "-DRETAIN=" + retain,
            "-o",
            library.toString(),
            source.toString());
    Process compiler;
    try {
      compiler = new ProcessBuilder(command).inheritIO().start();
    } catch (IOException e) {
      return abort("needs a C compiler: " + e.getMessage());
    }
    compiler.waitFor(60, TimeUnit.SECONDS);
    assertEquals(0, compiler.exitValue());
    return new CudaDriver(library.toString()).look();
  }

  @Test
  void readsEveryGpu() throws Exception {
    assertEquals(
        new GpuInventory(
            12_040,
            null,
            List.of(
                new Gpu(FIRST_UUID, "NVIDIA First", 8, 6, 24L << 30, 20L << 30),
                new Gpu(FIRST_UUID, "NVIDIA Second", 9, 0, 24L << 30, 20L << 30))),
        ask(12_040, 0, 2, 0));
  }

  @Test
  void driverWithoutGpuAnswersSo() throws Exception {
    assertEquals(new GpuInventory(12_040, null, List.of()), ask(12_040, 100, 0, 0));
  }

  @Test
  void oldDriverIsAskedForNothingButItsVersion() throws Exception {
    assertEquals(new GpuInventory(10_020, null, List.of()), ask(10_020, 999, 1, 0));
  }

  @Test
  void failureCarriesTheDriversOwnName() throws Exception {
    assertEquals(
        GpuInventory.failing(12_040, "cuInit answered CUDA_ERROR_UNKNOWN"), ask(12_040, 999, 1, 0));
    assertEquals(
        GpuInventory.failing(
            12_040, "cuDevicePrimaryCtxRetain answered CUDA_ERROR_DEVICE_UNAVAILABLE"),
        ask(12_040, 0, 1, 46));
  }

  @Test
  void gpuWithoutMemoryForAContextHasNoneFree() throws Exception {
    assertEquals(0, ask(12_040, 0, 1, 2).gpus().get(0).freeMemory());
  }

  @Test
  void missingLibraryIsNoDriver() {
    assertEquals(
        GpuInventory.noDriver(), new CudaDriver(folder.resolve("absent.so").toString()).look());
  }
}
