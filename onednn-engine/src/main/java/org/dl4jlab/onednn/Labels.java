package org.dl4jlab.onednn;

import org.dl4jlab.data.Batch;
import org.dl4jlab.data.ImageBatch;
import org.dl4jlab.data.TokenBatch;
import org.dl4jlab.onednn.plan.ArrayFloats;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A batch's labels as numbers. */
final class Labels {

  /** {@code [batch, outputs, steps]}. */
  private static final int SERIES = 3;

  private Labels() {}

  /**
   * {@code [rows, width]}, row-major; of series step by step.
   *
   * @param index which of the network's outputs they are for
   * @param rows samples, or all steps of all samples
   * @throws IllegalArgumentException when there are others, or none
   */
  static float[] of(Batch batch, int index, int rows, int width) {
    float[] labels = index == 0 ? first(batch) : values(batch, index);
    if (labels.length != rows * width) {
      throw new IllegalArgumentException(
          "%d labels for %d samples with %d each".formatted(labels.length, rows, width));
    }
    return labels;
  }

  private static float[] first(Batch batch) {
    if (batch instanceof ImageBatch images) {
      return images.oneHot();
    }
    return batch instanceof TokenBatch texts ? texts.targets() : values(batch, 0);
  }

  private static float[] values(Batch batch, int index) {
    INDArray[] all = batch.arrays().getLabels();
    INDArray labels = all == null || index >= all.length ? null : all[index];
    if (labels == null) {
      throw new IllegalArgumentException("There are no labels for output " + index);
    }
    return labels.rank() == SERIES ? ArrayFloats.of(labels, 2, 0, 1) : ArrayFloats.of(labels);
  }
}
