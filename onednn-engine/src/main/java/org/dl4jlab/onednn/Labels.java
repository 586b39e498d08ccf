package org.dl4jlab.onednn;

import org.dl4jlab.data.Batch;
import org.dl4jlab.data.ImageBatch;
import org.dl4jlab.data.TokenBatch;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A batch's labels as numbers. */
final class Labels {

  private Labels() {}

  /**
   * {@code [batch, outputs]}, row-major.
   *
   * @param index which of the network's outputs they are for
   * @throws IllegalArgumentException when they have another width
   */
  static float[] of(Batch batch, int index, int outputs) {
    float[] labels = index == 0 ? first(batch) : values(batch.arrays().getLabels(index));
    if (labels.length != batch.size() * outputs) {
      throw new IllegalArgumentException(
          "%d labels for %d samples with %d outputs"
              .formatted(labels.length, batch.size(), outputs));
    }
    return labels;
  }

  private static float[] first(Batch batch) {
    if (batch instanceof ImageBatch images) {
      return images.oneHot();
    }
    return batch instanceof TokenBatch texts ? texts.targets() : values(batch.labels());
  }

  private static float[] values(INDArray labels) {
    boolean plain = labels.ordering() == 'c' && !labels.isView();
    return (plain ? labels : labels.dup('c')).data().asFloat();
  }
}
