package org.dl4jlab.onednn.loss;

import java.nio.FloatBuffer;
import org.dl4jlab.engine.StepResult;

/** A loss that is summed over the batch, not averaged: DL4J's {@code miniBatch(false)}. */
record SummedLoss(Loss mean) implements Loss {

  @Override
  public int labels(int outputs) {
    return mean.labels(outputs);
  }

  @Override
  public boolean isMean() {
    return false;
  }

  @Override
  public StepResult apply(
      FloatBuffer logits, float[] labels, FloatBuffer gradient, int batch, int outputs) {
    StepResult step = mean.apply(logits, labels, gradient, batch, outputs);
    for (int i = 0; i < batch * outputs; i++) {
      gradient.put(i, gradient.get(i) * batch);
    }
    return new StepResult(step.loss() * batch, step.correct());
  }
}
