package org.dl4jlab.onednn.update;

import org.dl4jlab.onednn.primitive.Tensor;
import org.nd4j.linalg.learning.config.Nesterovs;

/** Nesterov's momentum, in the form of cs231n.github.io/neural-networks-3. */
final class NesterovsOptimizer extends Optimizer {

  private final Nesterovs nesterovs;
  private final Tensor backward = number(0);
  private final Tensor forward = number(0);
  private final Tensor momentum = number(0);

  NesterovsOptimizer(Nesterovs nesterovs, Vectors vectors) {
    super(vectors);
    this.nesterovs = nesterovs;
    Tensor velocity = state(0);
    blend(value(), 1, backward, velocity);
    if (nesterovs.getMomentumISchedule() == null) {
      blend(velocity, nesterovs.getMomentum(), descent(), gradient());
    } else {
      pass(velocity, momentum).into(velocity);
      blend(velocity, 1, descent(), gradient());
    }
    blend(value(), 1, forward, velocity);
  }

  @Override
  double rate(int iteration, int epoch) {
    return nesterovs.getLearningRate(iteration, epoch);
  }

  @Override
  void prepare(int iteration, int epoch) {
    double current = nesterovs.currentMomentum(iteration, epoch);
    VectorPlan.set(backward, -current);
    VectorPlan.set(momentum, current);
    VectorPlan.set(forward, 1 + current);
  }
}
