package org.dl4jlab.data;

import java.util.List;

/** A data set that makes batches of any of its samples. */
public interface Dataset {

  /** How many samples. */
  int count();

  /** The samples {@code order[from]} to {@code order[to - 1]}. */
  Batch batch(int[] order, int from, int to);

  /**
   * The same samples as a training sees them in an epoch.
   *
   * @param epoch counted from 1
   */
  default Dataset inEpoch(int epoch) {
    return this;
  }

  /** The samples as they are, where these are {@link #views() seen} in several ways. */
  default Dataset asTheyAre() {
    return this;
  }

  /** In which ways a network sees the samples when it is tested with them. */
  default List<View> views() {
    return List.of(new View(this, 1));
  }
}
