package org.dl4jlab.spark.train;

import org.dl4jlab.data.Batch;
import org.dl4jlab.data.Dataset;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A stretch of an epoch that all partitions train on at once. Its samples are where the partitions
 * are, not here.
 *
 * @param from how many samples of the epoch came before it, in all partitions
 * @param to how many there were behind it
 */
record Round(int from, int to) implements Batch {

  /**
   * A data set that is cut into rounds.
   *
   * @param count of samples in all partitions
   */
  record Rounds(int count) implements Dataset {

    @Override
    public Batch batch(int[] order, int from, int to) {
      return new Round(from, to);
    }
  }

  @Override
  public int size() {
    return to - from;
  }

  @Override
  public INDArray features() {
    throw elsewhere();
  }

  @Override
  public INDArray labels() {
    throw elsewhere();
  }

  private static UnsupportedOperationException elsewhere() {
    return new UnsupportedOperationException("The partitions have the samples");
  }
}
