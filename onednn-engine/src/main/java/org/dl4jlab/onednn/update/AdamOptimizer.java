package org.dl4jlab.onednn.update;

import org.dl4jlab.onednn.primitive.Tensor;
import org.nd4j.linalg.learning.config.Adam;

/** Adam (Kingma and Ba 2015), in the form of the end of their section 2. */
final class AdamOptimizer extends Optimizer {

  private final Adam adam;

  AdamOptimizer(Adam adam, Vectors vectors) {
    super(vectors);
    this.adam = adam;
    Tensor m = state(0);
    Tensor v = state(1);
    average(m, adam.getBeta1(), gradient());
    addSquares(v, adam.getBeta2(), 1 - adam.getBeta2(), gradient());
    descend(m, v, adam.getEpsilon());
  }

  @Override
  double rate(int iteration, int epoch) {
    return corrected(
        adam.getLearningRate(iteration, epoch), adam.getBeta1(), adam.getBeta2(), iteration);
  }

  /** The learning rate for moments that began with zero. */
  static double corrected(double learningRate, double beta1, double beta2, int iteration) {
    double t = iteration + 1;
    return learningRate * Math.sqrt(1 - Math.pow(beta2, t)) / (1 - Math.pow(beta1, t));
  }
}
