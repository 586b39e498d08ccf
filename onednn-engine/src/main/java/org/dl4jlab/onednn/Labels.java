package org.dl4jlab.onednn;

import java.util.Arrays;
import org.dl4jlab.data.Batch;
import org.dl4jlab.data.ImageBatch;
import org.dl4jlab.data.SmoothedBatch;
import org.dl4jlab.data.TokenBatch;
import org.dl4jlab.onednn.plan.ArrayFloats;
import org.dl4jlab.onednn.plan.Finite;
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
   * @param ofSteps whether they have to be series
   * @param rows samples, or all steps of all samples
   * @throws IllegalArgumentException when there are others, or none
   */
  static float[] of(Batch batch, int index, boolean ofSteps, int rows, int width) {
    if (index == 0 && batch instanceof ImageBatch images) {
      return of(images.oneHot(), rows, width);
    }
    if (index == 0 && batch instanceof TokenBatch texts) {
      return of(texts.targets(), rows, width);
    }
    if (index == 0 && batch instanceof SmoothedBatch smoothed) {
      return of(smoothed.targets(), rows, width);
    }
    INDArray labels = array(batch, index);
    boolean fit = ofSteps ? isSeries(labels, rows, width) : isMatrix(labels, rows, width);
    if (!fit) {
      throw new IllegalArgumentException(
          "Labels of %s for %d samples or steps with %d each"
              .formatted(Arrays.toString(labels.shape()), rows, width));
    }
    float[] numbers = ofSteps ? ArrayFloats.of(labels, 2, 0, 1) : ArrayFloats.of(labels);
    Finite.require("labels", numbers);
    return numbers;
  }

  private static float[] of(float[] labels, int rows, int width) {
    if (labels.length != rows * width) {
      throw new IllegalArgumentException(
          "%d labels for %d samples with %d each".formatted(labels.length, rows, width));
    }
    return labels;
  }

  private static boolean isMatrix(INDArray labels, int rows, int width) {
    return labels.rank() == 2 && labels.size(0) == rows && labels.size(1) == width;
  }

  private static boolean isSeries(INDArray labels, int rows, int width) {
    return labels.rank() == SERIES
        && labels.size(0) * labels.size(2) == rows
        && labels.size(1) == width;
  }

  /**
   * As the batch has them.
   *
   * @throws IllegalArgumentException when there are none
   */
  static INDArray array(Batch batch, int index) {
    INDArray[] all = batch.arrays().getLabels();
    INDArray labels = all == null || index >= all.length ? null : all[index];
    if (labels == null) {
      throw new IllegalArgumentException("There are no labels for output " + index);
    }
    return labels;
  }
}
