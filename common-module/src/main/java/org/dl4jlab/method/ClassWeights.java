package org.dl4jlab.method;

import java.util.Arrays;
import java.util.Locale;

/** How much the classes count in the loss. */
public enum ClassWeights {
  /** Each sample counts the same. */
  NONE,
  /** Each class counts the same, however many samples it has. */
  BALANCED;

  /**
   * The weight of a sample of each class: {@code samples / (classes * samples of the class)}, which
   * is 1 on average over the samples; 0 for a class without any.
   *
   * @param counts how many samples each class has
   */
  static double[] balanced(int[] counts) {
    double all = Arrays.stream(counts).sum();
    return Arrays.stream(counts)
        .mapToDouble(count -> count == 0 ? 0 : all / (counts.length * (double) count))
        .toArray();
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
