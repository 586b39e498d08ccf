package org.dl4jlab.onednn.update;

import org.dl4jlab.onednn.primitive.Tensor;
import org.nd4j.linalg.learning.config.AdaGrad;

/** AdaGrad (Duchi, Hazan and Singer 2011), with diagonal matrices. */
final class AdaGradOptimizer extends Optimizer {

  private final AdaGrad adaGrad;

  AdaGradOptimizer(AdaGrad adaGrad, Vectors vectors) {
    super(vectors);
    this.adaGrad = adaGrad;
    Tensor squares = state(0);
    addSquares(squares, 1, 1, gradient());
    descend(gradient(), squares, adaGrad.getEpsilon());
  }

  @Override
  double rate(int iteration, int epoch) {
    return adaGrad.getLearningRate(iteration, epoch);
  }
}
