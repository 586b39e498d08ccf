package org.dl4jlab.data;

/**
 * Samples whose labels are less sure than they were.
 *
 * @param smoothing as of {@link SmoothedBatch}
 */
public record SmoothedLabels(Dataset samples, double smoothing) implements Dataset {

  @Override
  public int count() {
    return samples.count();
  }

  @Override
  public Batch batch(int[] order, int from, int to) {
    return new SmoothedBatch(samples.batch(order, from, to), smoothing);
  }

  @Override
  public Dataset inEpoch(int epoch) {
    return new SmoothedLabels(samples.inEpoch(epoch), smoothing);
  }
}
