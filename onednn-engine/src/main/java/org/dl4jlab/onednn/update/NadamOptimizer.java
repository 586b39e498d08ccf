package org.dl4jlab.onednn.update;

import org.dl4jlab.onednn.primitive.Tensor;
import org.nd4j.linalg.learning.config.Nadam;

/**
 * Adam with Nesterov's momentum (Dozat 2016), in ND4J's form: the second moment is not corrected
 * for its beginning.
 */
final class NadamOptimizer extends Optimizer {

  private final Nadam nadam;

  NadamOptimizer(Nadam nadam, Vectors vectors) {
    super(vectors);
    this.nadam = nadam;
    Tensor m = state(0);
    Tensor v = state(1);
    average(m, nadam.getBeta1(), gradient());
    addSquares(v, nadam.getBeta2(), 1 - nadam.getBeta2(), gradient());
    blend(gradient(), 1 - nadam.getBeta1(), number(nadam.getBeta1()), m);
    descend(gradient(), v, nadam.getEpsilon());
  }

  @Override
  double rate(int iteration, int epoch) {
    double learningRate = nadam.getLearningRate(iteration, epoch);
    return learningRate / (1 - Math.pow(nadam.getBeta1(), iteration + 1));
  }
}
