package org.dl4jlab.device;

import java.util.Locale;

/**
 * A GPU as the CUDA driver describes it.
 *
 * @param uuid by which {@code CUDA_VISIBLE_DEVICES} selects it, such as {@code GPU-8932f937-…}
 * @param major of its compute capability, such as 8 of 8.6
 * @param minor of its compute capability, such as 6 of 8.6
 * @param memory in bytes
 * @param freeMemory what other processes have left of it, in bytes
 */
public record Gpu(String uuid, String name, int major, int minor, long memory, long freeMemory) {

  /** The compute capability as NVIDIA writes it, such as {@code 8.6}. */
  public String capability() {
    return major + "." + minor;
  }

  /** One line for the person. */
  public String describe() {
    return String.format(
        Locale.ROOT,
        "%s, compute capability %s, %,d of %,d MB free",
        name,
        capability(),
        freeMemory >> 20,
        memory >> 20);
  }
}
