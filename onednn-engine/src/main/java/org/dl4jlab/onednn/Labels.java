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
   * @throws IllegalArgumentException when they have another width
   */
  static float[] of(Batch batch, int outputs) {
    float[] labels = of(batch);
    if (labels.length != batch.size() * outputs) {
      throw new IllegalArgumentException(
          "%d labels for %d samples with %d outputs"
              .formatted(labels.length, batch.size(), outputs));
    }
    return labels;
  }

  private static float[] of(Batch batch) {
    if (batch instanceof ImageBatch images) {
      return images.oneHot();
    }
    if (batch instanceof TokenBatch texts) {
      return texts.targets();
    }
    INDArray labels = batch.labels();
    boolean plain = labels.ordering() == 'c' && !labels.isView();
    return (plain ? labels : labels.dup('c')).data().asFloat();
  }
}
