package org.dl4jlab.onednn.loss;

import java.nio.FloatBuffer;
import org.dl4jlab.engine.Classification;
import org.dl4jlab.engine.StepResult;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.ILossFunction;
import org.nd4j.linalg.lossfunctions.impl.LossMixtureDensity;
import org.nd4j.linalg.lossfunctions.impl.LossSparseMCXENT;

/**
 * Any loss of DL4J's with any activation, computed by DL4J itself. What was classified rightly is
 * counted where each output has a label.
 */
public final class StockLoss implements Loss {

  private final ILossFunction loss;
  private final IActivation activation;

  public StockLoss(ILossFunction loss, IActivation activation) {
    this.loss = loss;
    this.activation = activation;
  }

  @Override
  public int labels(int outputs) {
    if (loss instanceof LossMixtureDensity mixture) {
      return mixture.getLabelWidth();
    }
    return loss instanceof LossSparseMCXENT ? 1 : outputs;
  }

  @Override
  public StepResult apply(
      FloatBuffer logits,
      float[] labels,
      float[] mask,
      FloatBuffer gradient,
      int batch,
      int outputs) {
    float[] values = new float[batch * outputs];
    logits.get(0, values);
    INDArray before = Nd4j.create(values, new int[] {batch, outputs});
    INDArray wanted = Nd4j.create(labels, new int[] {batch, labels(outputs)});
    INDArray masks =
        mask == null ? null : Nd4j.create(mask, new int[] {batch, mask.length / batch});
    double score = loss.computeScore(wanted, before.dup(), activation, masks, false);
    INDArray gradients = loss.computeGradient(wanted, before.dup(), activation, masks);
    gradient.put(0, gradients.divi(batch).dup('c').data().asFloat());
    int correct =
        labels(outputs) == outputs
            ? Classification.correct(activation.getActivation(before, false), wanted, masks)
            : 0;
    return new StepResult(score / batch, correct);
  }

  /**
   * How many rows have their largest value, or a single one its side of one half, where the labels
   * have it; masked rows are not counted.
   */
  static int correct(FloatBuffer values, float[] labels, float[] mask, int batch, int outputs) {
    int correct = 0;
    float[] row = new float[outputs];
    float[] label = new float[outputs];
    for (int i = 0; i < batch; i++) {
      values.get(i * outputs, row);
      System.arraycopy(labels, i * outputs, label, 0, outputs);
      if (Loss.weight(mask, i) != 0 && Classification.of(row) == Classification.of(label)) {
        correct++;
      }
    }
    return correct;
  }
}
