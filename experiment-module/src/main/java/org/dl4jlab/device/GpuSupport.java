package org.dl4jlab.device;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Whether ND4J 1.0.0-M2.1 can compute on a machine's GPUs, decided before its CUDA library is
 * loaded: on a GPU that it holds no machine code for it would fail in the middle of a training.
 *
 * @param usable whether it can
 * @param line what will happen, or what is missing and what to do
 */
public record GpuSupport(boolean usable, String line) {

  /**
   * CUDA 11.6 runs on the drivers of every CUDA 11: <a
   * href="https://docs.nvidia.com/deploy/cuda-compatibility/">CUDA Compatibility, minor version
   * compatibility</a>.
   */
  static final int OLDEST_DRIVER = 11_000;

  /**
   * The machine code in {@code libnd4jcuda.so} is for 3.7, 5.0, 5.2, 6.0, 6.1, 7.0, 7.5, 8.0 and
   * 8.6, without PTX. Code for x.y runs on x.z with z ≥ y and on no other x.
   */
  static final int OLDEST_CAPABILITY = 37;

  private static final int NEWEST_MAJOR = 8;

  /** A rule of thumb: machine code of ND4J, cuBLAS and cuDNN, then a network with its batch. */
  static final long NEEDED_MEMORY = 2L << 30;

  private static final String OTHERWISE = "; a build without -Pcuda runs on the processor";

  public static GpuSupport of(GpuInventory facts) {
    if (facts.failure() != null) {
      return no("The NVIDIA driver cannot be used: " + facts.failure());
    }
    if (facts.driver() == 0) {
      return no(
          "There is no NVIDIA driver: install it, or start the container with --gpus all and the NVIDIA Container Toolkit on the host");
    }
    if (facts.driver() < OLDEST_DRIVER) {
      return no(
          "The NVIDIA driver is too old: it knows CUDA %s, and 11.0 is needed; install a newer one"
              .formatted(facts.driverCuda()));
    }
    if (facts.gpus().isEmpty()) {
      return no(
          "The NVIDIA driver shows no GPU: is one built in, and does CUDA_VISIBLE_DEVICES name it?");
    }
    return ofGpus(facts);
  }

  private static GpuSupport ofGpus(GpuInventory facts) {
    List<Gpu> gpus = facts.gpus();
    List<Gpu> fit = gpus.stream().filter(gpu -> obstacle(gpu).isEmpty()).toList();
    if (fit.size() == gpus.size()) {
      return new GpuSupport(
          true,
          gpus.size() == 1
              ? "GPU: %s, driver for CUDA %s".formatted(gpus.get(0).describe(), facts.driverCuda())
              : "GPU: one of %d, the first is %s, driver for CUDA %s; CUDA_VISIBLE_DEVICES chooses"
                  .formatted(gpus.size(), gpus.get(0).describe(), facts.driverCuda()));
    }
    Gpu unfit = gpus.stream().filter(gpu -> !fit.contains(gpu)).findFirst().orElseThrow();
    String reason = obstacle(unfit).orElseThrow();
    // ND4J prepares every GPU that it sees, also those that it will not compute on.
    return fit.isEmpty()
        ? no(reason)
        : new GpuSupport(
            false,
            "%s; hide it from the program by CUDA_VISIBLE_DEVICES=%s"
                .formatted(reason, fit.stream().map(Gpu::uuid).collect(Collectors.joining(","))));
  }

  /** Why ND4J cannot compute on this GPU. */
  private static Optional<String> obstacle(Gpu gpu) {
    if (gpu.major() > NEWEST_MAJOR) {
      return Optional.of(
          "%s is too new: it has compute capability %s, and the machine code of CUDA 11.6 in ND4J 1.0.0-M2.1 runs on 3.7 to 8.9"
              .formatted(gpu.name(), gpu.capability()));
    }
    if (10 * gpu.major() + gpu.minor() < OLDEST_CAPABILITY) {
      return Optional.of(
          "%s is too old: it has compute capability %s, and 3.7 is needed"
              .formatted(gpu.name(), gpu.capability()));
    }
    if (gpu.freeMemory() < NEEDED_MEMORY) {
      return Optional.of(
          String.format(
              Locale.ROOT,
              "%s has too little memory: %,d of %,d MB are free, and %,d are needed",
              gpu.name(),
              gpu.freeMemory() >> 20,
              gpu.memory() >> 20,
              NEEDED_MEMORY >> 20));
    }
    return Optional.empty();
  }

  private static GpuSupport no(String reason) {
    return new GpuSupport(false, reason + OTHERWISE);
  }
}
