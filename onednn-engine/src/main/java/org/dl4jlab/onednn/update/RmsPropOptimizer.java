package org.dl4jlab.onednn.update;

import org.dl4jlab.onednn.primitive.Tensor;
import org.nd4j.linalg.learning.config.RmsProp;

/** RMSProp (Tieleman and Hinton 2012, lecture 6e of their course). */
final class RmsPropOptimizer extends Optimizer {

  private final RmsProp rmsProp;

  RmsPropOptimizer(RmsProp rmsProp, Vectors vectors) {
    super(vectors);
    this.rmsProp = rmsProp;
    Tensor squares = state(0);
    addSquares(squares, rmsProp.getRmsDecay(), 1 - rmsProp.getRmsDecay(), gradient());
    descend(gradient(), squares, rmsProp.getEpsilon());
  }

  @Override
  double rate(int iteration, int epoch) {
    return rmsProp.getLearningRate(iteration, epoch);
  }
}
