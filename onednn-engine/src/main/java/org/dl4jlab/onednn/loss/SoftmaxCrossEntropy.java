package org.dl4jlab.onednn.loss;

import java.nio.FloatBuffer;
import org.dl4jlab.engine.Classification;
import org.dl4jlab.engine.StepResult;

/** Multi-class cross-entropy of a softmax; its gradient is {@code softmax - label}. */
final class SoftmaxCrossEntropy implements Loss {

  /** DL4J keeps probabilities this far from 0. */
  static final double CLIP = 1e-10;

  @Override
  public StepResult apply(
      FloatBuffer logits,
      float[] labels,
      float[] mask,
      FloatBuffer gradient,
      int batch,
      int outputs) {
    double loss = 0;
    int correct = 0;
    float[] row = new float[outputs];
    float[] label = new float[outputs];
    for (int i = 0; i < batch; i++) {
      logits.get(i * outputs, row);
      System.arraycopy(labels, i * outputs, label, 0, outputs);
      float weight = Loss.weight(mask, i);
      if (weight != 0 && Classification.of(row) == Classification.of(label)) {
        correct++;
      }
      softmax(row);
      for (int j = 0; j < outputs; j++) {
        if (label[j] != 0) {
          loss -= weight * label[j] * Math.log(Math.max(CLIP, row[j]));
        }
        row[j] = weight * (row[j] - label[j]) / batch;
      }
      gradient.put(i * outputs, row);
    }
    return new StepResult(loss / batch, correct);
  }

  private static void softmax(float[] row) {
    float max = Float.NEGATIVE_INFINITY;
    for (float value : row) {
      max = Math.max(max, value);
    }
    double sum = 0;
    for (int j = 0; j < row.length; j++) {
      row[j] = (float) Math.exp(row[j] - max);
      sum += row[j];
    }
    for (int j = 0; j < row.length; j++) {
      row[j] = (float) (row[j] / sum);
    }
  }
}
