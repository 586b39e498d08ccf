package org.dl4jlab.onednn.update;

import org.dl4jlab.onednn.primitive.Eltwise;
import org.dl4jlab.onednn.primitive.Tensor;
import org.nd4j.linalg.learning.config.AdaDelta;

/** AdaDelta (Zeiler 2012, algorithm 1). It has no learning rate. */
final class AdaDeltaOptimizer extends Optimizer {

  AdaDeltaOptimizer(AdaDelta adaDelta, Vectors vectors) {
    super(vectors);
    Tensor squaredGradients = state(0);
    Tensor squaredSteps = state(1);
    Tensor step = gradient();
    double rho = adaDelta.getRho();
    Eltwise addEpsilon = Eltwise.linear(1, (float) adaDelta.getEpsilon());
    addSquares(squaredGradients, rho, 1 - rho, gradient());
    pass(squaredGradients, number(1))
        .then(addEpsilon)
        .then(Eltwise.squareRoot())
        .then(Eltwise.reciprocal())
        .times(gradient())
        .into(step);
    pass(squaredSteps, number(1))
        .then(addEpsilon)
        .then(Eltwise.squareRoot())
        .times(step)
        .into(step);
    addSquares(squaredSteps, rho, 1 - rho, step);
    blend(value(), 1, descent(), step);
  }

  @Override
  double rate(int iteration, int epoch) {
    return 1;
  }
}
