package org.dl4jlab.data;

import java.util.Objects;
import java.util.stream.Stream;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;

/**
 * A batch of arrays that are there already.
 *
 * @param arrays inputs, labels and masks; labels are null where nothing is trained
 */
public record ArrayBatch(MultiDataSet arrays) implements Batch {

  public ArrayBatch {
    if (arrays.getFeatures() == null || Stream.of(arrays.getFeatures()).anyMatch(Objects::isNull)) {
      throw new IllegalArgumentException("An input is missing");
    }
    long samples = size(arrays.getFeatures(0));
    requireAll(samples, arrays.getFeatures(), "inputs");
    requireAll(samples, arrays.getLabels(), "labels");
  }

  /** For a network with one input and one output. */
  public ArrayBatch(INDArray features, INDArray labels) {
    this(new MultiDataSet(features, labels));
  }

  /** A single number is no batch. */
  private static long size(INDArray array) {
    return array.rank() == 0 ? 0 : array.size(0);
  }

  private static void requireAll(long samples, INDArray[] arrays, String what) {
    for (INDArray array : arrays == null ? new INDArray[0] : arrays) {
      if (array != null && size(array) != samples) {
        throw new IllegalArgumentException(
            "%d samples, but %d %s".formatted(samples, size(array), what));
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
