package org.dl4jlab.data;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;

/**
 * A batch of arrays that are there already.
 *
 * @param arrays inputs, labels and masks; labels are null where nothing is trained
 */
public record ArrayBatch(MultiDataSet arrays) implements Batch {

  public ArrayBatch {
    long samples = arrays.getFeatures(0).size(0);
    requireAll(samples, arrays.getFeatures(), "inputs");
    requireAll(samples, arrays.getLabels(), "labels");
  }

  /** For a network with one input and one output. */
  public ArrayBatch(INDArray features, INDArray labels) {
    this(new MultiDataSet(features, labels));
  }

  private static void requireAll(long samples, INDArray[] arrays, String what) {
    for (INDArray array : arrays == null ? new INDArray[0] : arrays) {
      if (array != null && array.size(0) != samples) {
        throw new IllegalArgumentException(
            "%d samples, but %d %s".formatted(samples, array.size(0), what));
      }
    }
  }

  @Override
  public int size() {
    return (int) features().size(0);
  }

  @Override
  public INDArray features() {
    return arrays.getFeatures(0);
  }

  @Override
  public INDArray labels() {
    return arrays.getLabels() == null ? null : arrays.getLabels(0);
  }
}
