package org.dl4jlab.onednn;

import org.dl4jlab.data.Batch;
import org.dl4jlab.data.ImageBatch;
import org.dl4jlab.data.TokenBatch;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A batch's labels as numbers. */
final class Labels {

  private Labels() {}

  /**
   * {@code [batch, width]}, row-major.
   *
   * @param index which of the network's outputs they are for
   * @throws IllegalArgumentException when they have another width
   */
  static float[] of(Batch batch, int index, int width) {
    float[] labels = index == 0 ? first(batch) : values(batch.arrays().getLabels(index));
    if (labels.length != batch.size() * width) {
      throw new IllegalArgumentException(
          "%d labels for %d samples with %d each".formatted(labels.length, batch.size(), width));
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
