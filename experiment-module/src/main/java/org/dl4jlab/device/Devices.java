package org.dl4jlab.device;

import org.dl4jlab.UserException;
import org.dl4jlab.engine.Backend;
import org.nd4j.linalg.factory.Nd4j;

/** The GPUs of this machine, looked at once in the life of a process. */
public final class Devices {

  private Devices() {}

  /** Made at the first question. */
  private static final class Found {
    static final GpuInventory INVENTORY = new CudaDriver().look();
    static final GpuSupport SUPPORT = GpuSupport.of(INVENTORY);
  }

  /** What the driver says of the GPUs. */
  public static GpuInventory gpus() {
    return Found.INVENTORY;
  }

  /** Whether ND4J's CUDA libraries would run on them. */
  public static GpuSupport support() {
    return Found.SUPPORT;
  }

  /**
   * Makes sure that ND4J starts, before anything slow is done for a computation.
   *
   * @throws UserException in a build for the GPU, with what is missing where it could not run
   */
  public static void require() {
    Backend.obstacle()
        .ifPresent(
            obstacle -> {
              throw new UserException(obstacle);
            });
    if (Backend.onGpu()) {
      start();
    }
  }

  /** At its first use, wherever that is, the same failure would be an error with a long trace. */
  private static void start() {
    try {
      Nd4j.getEnvironment();
    } catch (LinkageError e) {
      throw new UserException(
          "ND4J does not start on the GPU, though it has machine code for it; the lines before this one say why",
          e);
    }
  }
}
