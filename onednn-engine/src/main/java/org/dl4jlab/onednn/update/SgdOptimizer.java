package org.dl4jlab.onednn.update;

import org.nd4j.linalg.learning.config.IUpdater;

/**
 * Stochastic gradient descent, with rate 1 for an updater that has none: DL4J's {@code NoOp} leaves
 * the gradient as it is, and then subtracts it.
 */
final class SgdOptimizer extends Optimizer {

  private final IUpdater updater;

  SgdOptimizer(IUpdater updater, Vectors vectors) {
    super(vectors);
    this.updater = updater;
    blend(value(), 1, descent(), gradient());
  }

  @Override
  double rate(int iteration, int epoch) {
    return updater.hasLearningRate() ? updater.getLearningRate(iteration, epoch) : 1;
  }
}
