package org.dl4jlab.onednn.loss;

import java.nio.FloatBuffer;
import org.dl4jlab.engine.StepResult;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.activations.impl.ActivationSigmoid;
import org.nd4j.linalg.activations.impl.ActivationSoftmax;
import org.nd4j.linalg.lossfunctions.ILossFunction;
import org.nd4j.linalg.lossfunctions.impl.LossBinaryXENT;
import org.nd4j.linalg.lossfunctions.impl.LossMCXENT;
import org.nd4j.linalg.lossfunctions.impl.LossMSE;
import org.nd4j.linalg.lossfunctions.impl.LossNegativeLogLikelihood;

/**
 * The network's last activation and its loss, the mean over a batch's rows, masked ones among them.
 */
public interface Loss {

  /**
   * @param logits {@code [batch, outputs]}, before the activation
   * @param labels {@code [batch, labels]}
   * @param mask {@code [batch]} or {@code [batch, outputs]}: what each row's, or each output's,
   *     loss and gradient are multiplied by; null for none
   * @param gradient {@code [batch, outputs]}: receives that of the mean loss with respect to the
   *     logits
   */
  StepResult apply(
      FloatBuffer logits,
      float[] labels,
      float[] mask,
      FloatBuffer gradient,
      int batch,
      int outputs);

  /** How many labels a sample has: as a rule one for each output. */
  default int labels(int outputs) {
    return outputs;
  }

  /** By what a row's loss is multiplied, for masks of rows. */
  static float weight(float[] mask, int row) {
    return mask == null ? 1 : mask[row];
  }

  /** A loss of our own where it is a usual one, else DL4J's, with its own arithmetic. */
  static Loss of(ILossFunction loss, IActivation activation) {
    if (isPlainCrossEntropy(loss) && activation instanceof ActivationSoftmax) {
      return new SoftmaxCrossEntropy();
    }
    if (isPlainCrossEntropy(loss) && activation instanceof ActivationIdentity) {
      return new CrossEntropy();
    }
    if (loss.getClass() == LossBinaryXENT.class
        && ((LossBinaryXENT) loss).getWeights() == null
        && ((LossBinaryXENT) loss).getClipEps() == SigmoidCrossEntropy.CLIP
        && activation instanceof ActivationSigmoid) {
      return new SigmoidCrossEntropy();
    }
    if (loss.getClass() == LossMSE.class
        && ((LossMSE) loss).getWeights() == null
        && activation instanceof ActivationIdentity) {
      return new MeanSquaredError();
    }
    return new StockLoss(loss, activation);
  }

  private static boolean isPlainCrossEntropy(ILossFunction loss) {
    return (loss.getClass() == LossMCXENT.class
            || loss.getClass() == LossNegativeLogLikelihood.class)
        && ((LossMCXENT) loss).getWeights() == null
        && ((LossMCXENT) loss).getSoftmaxClipEps() == SoftmaxCrossEntropy.CLIP;
  }
}
