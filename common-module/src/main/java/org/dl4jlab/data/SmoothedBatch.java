package org.dl4jlab.data;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A batch whose labels are less sure (Szegedy et al. 2016): of each, all classes together get a
 * share, evenly.
 *
 * @param smoothing the share, 0 or more and below 1
 */
public record SmoothedBatch(Batch stored, double smoothing) implements Batch {

  @Override
  public int size() {
    return stored.size();
  }

  @Override
  public INDArray features() {
    return stored.features();
  }

  @Override
  public INDArray labels() {
    INDArray sure = stored.labels();
    return Nd4j.create(smoothed(sure), sure.shape(), 'c');
  }

  /** The labels as {@link #labels()} has them, row-major. */
  public float[] targets() {
    return smoothed(stored.labels());
  }

  /** A single output tells how probable the second of two classes is. */
  private float[] smoothed(INDArray sure) {
    float[] labels = sure.dup('c').data().asFloat();
    double classes = Math.max(2, sure.size(1));
    for (int i = 0; i < labels.length; i++) {
      labels[i] = (float) (labels[i] * (1 - smoothing) + smoothing / classes);
    }
    return labels;
  }
}
