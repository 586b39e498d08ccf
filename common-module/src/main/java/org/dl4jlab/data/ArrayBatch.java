package org.dl4jlab.data;

import org.nd4j.linalg.api.ndarray.INDArray;

/** A batch of arrays that are there already. */
public record ArrayBatch(INDArray features, INDArray labels) implements Batch {

  public ArrayBatch {
    if (labels != null && features.size(0) != labels.size(0)) {
      throw new IllegalArgumentException(
          "%d samples, but %d labels".formatted(features.size(0), labels.size(0)));
    }
  }

  @Override
  public int size() {
    return (int) features.size(0);
  }
}
