package org.dl4jlab.onednn.loss;

import java.nio.FloatBuffer;
import org.dl4jlab.engine.StepResult;

/** The squared error, averaged over the outputs. */
final class MeanSquaredError implements Loss {

  @Override
  public StepResult apply(
      FloatBuffer logits,
      float[] labels,
      float[] mask,
      FloatBuffer gradient,
      int batch,
      int outputs) {
    double loss = 0;
    for (int i = 0; i < batch * outputs; i++) {
      double difference = logits.get(i) - labels[i];
      float weight = Loss.weight(mask, i / outputs);
      loss += weight * difference * difference;
      gradient.put(i, (float) (weight * 2 * difference / ((double) outputs * batch)));
    }
    return new StepResult(
        loss / ((double) outputs * batch), StockLoss.correct(logits, labels, mask, batch, outputs));
  }
}
