package org.dl4jlab.serve.batch;

/**
 * The sizes of batches that engines compute: few, because an engine keeps what it has prepared for
 * four shapes only, and one that is prepared anew takes many times a batch's own time.
 */
final class BatchSizes {

  private static final int KEPT = 4;
  private static final int RATIO = 4;

  private final int[] sizes = new int[KEPT]; // the largest first

  BatchSizes(int most) {
    for (int i = 0, size = most; i < KEPT; i++, size = Math.max(1, size / RATIO)) {
      sizes[i] = i == KEPT - 1 ? 1 : size;
    }
  }

  /**
   * The size for the next batch: one that is filled, or more than half filled by all that is left.
   */
  int next(int left) {
    int chosen = 1;
    for (int size : sizes) {
      if (size <= left) {
        return Math.max(size, chosen);
      }
      chosen = size < 2 * left ? size : 1;
    }
    return chosen;
  }

  /** All of them, the largest first. */
  int[] all() {
    return sizes.clone();
  }
}
