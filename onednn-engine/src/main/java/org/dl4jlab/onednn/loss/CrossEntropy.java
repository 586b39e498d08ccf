package org.dl4jlab.onednn.loss;

import java.nio.FloatBuffer;
import org.dl4jlab.engine.StepResult;

/** Multi-class cross-entropy of probabilities that a layer before gives, as they are. */
final class CrossEntropy implements Loss {

  @Override
  public StepResult apply(
      FloatBuffer probabilities,
      float[] labels,
      float[] mask,
      FloatBuffer gradient,
      int batch,
      int outputs) {
    double loss = 0;
    for (int i = 0; i < batch * outputs; i++) {
      float probability = probabilities.get(i);
      float weight = Loss.weight(mask, i / outputs);
      // Only of a positive number 0 times the logarithm is 0.
      if (labels[i] != 0 || !(probability > 0)) {
        loss -= weight * labels[i] * Math.log(probability);
      }
      gradient.put(i, -weight * labels[i] / probability / batch);
    }
    return new StepResult(
        loss / batch, StockLoss.correct(probabilities, labels, mask, batch, outputs));
  }
}
