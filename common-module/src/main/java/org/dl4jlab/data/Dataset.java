package org.dl4jlab.data;

/** A data set that makes batches of any of its samples. */
public interface Dataset {

  /** How many samples. */
  int count();

  /** The samples {@code order[from]} to {@code order[to - 1]}. */
  Batch batch(int[] order, int from, int to);
}
