package org.dl4jlab.device;

import java.util.List;

/**
 * What was found out about a machine's GPUs.
 *
 * @param driver the newest CUDA that the driver knows, 1000 * major + 10 * minor as {@code
 *     cuDriverGetVersion} counts; 0 where there is no driver
 * @param failure why the driver could not be asked, null when it answered
 * @param gpus that the driver shows to this process
 */
public record GpuInventory(int driver, String failure, List<Gpu> gpus) {

  public GpuInventory {
    gpus = List.copyOf(gpus);
  }

  /** Nothing that speaks CUDA. */
  public static GpuInventory noDriver() {
    return new GpuInventory(0, null, List.of());
  }

  /** A driver, or the way to it, that fails. */
  public static GpuInventory failing(int driver, String failure) {
    return new GpuInventory(driver, failure, List.of());
  }

  /** The driver's CUDA as NVIDIA writes it, such as {@code 12.4}. */
  public String driverCuda() {
    return driver / 1000 + "." + driver % 1000 / 10;
  }
}
