package org.dl4jlab.onednn.loss;

import java.nio.FloatBuffer;
import org.dl4jlab.engine.StepResult;

/** Binary cross-entropy of sigmoids, summed over the outputs; its gradient is {@code p - label}. */
final class SigmoidCrossEntropy implements Loss {

  /** DL4J keeps probabilities this far from 0 and 1. */
  static final double CLIP = 1e-5;

  @Override
  public StepResult apply(
      FloatBuffer logits,
      float[] labels,
      float[] mask,
      FloatBuffer gradient,
      int batch,
      int outputs) {
    double loss = 0;
    int right = 0;
    for (int i = 0; i < batch * outputs; i++) {
      double probability = 1 / (1 + Math.exp(-logits.get(i)));
      double clipped = Math.max(CLIP, Math.min(1 - CLIP, probability));
      double label = labels[i];
      float weight = Loss.weight(mask, i / outputs);
      loss -= weight * (label * Math.log(clipped) + (1 - label) * Math.log(1 - clipped));
      // DL4J's gradient passes through the clipped probability and the sigmoid's own slope.
      double slope = probability * (1 - probability) / (clipped * (1 - clipped));
      gradient.put(i, (float) (weight * (clipped - label) * slope / batch));
      if (weight != 0 && probability > 0.5 == label > 0.5) {
        right++;
      }
    }
    return new StepResult(
        loss / batch,
        outputs == 1 ? right : StockLoss.correct(logits, labels, mask, batch, outputs));
  }
}
