package org.dl4jlab.data;

import java.util.SplittableRandom;

/** Orders in which an epoch visits its samples. */
public final class SampleOrder {

  private SampleOrder() {}

  /** 0, 1, 2, … */
  public static int[] sequential(int count) {
    int[] order = new int[count];
    for (int i = 0; i < count; i++) {
      order[i] = i;
    }
    return order;
  }

  /** A permutation that depends on seed and epoch alone (Fisher and Yates' shuffle). */
  public static int[] shuffled(int count, long seed, int epoch) {
    SplittableRandom random = new SplittableRandom(seed * 1_000_003 + epoch);
    int[] order = sequential(count);
    for (int i = count - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int swapped = order[i];
      order[i] = order[j];
      order[j] = swapped;
    }
    return order;
  }
}
