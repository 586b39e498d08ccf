package org.dl4jlab.onednn.update;

import org.dl4jlab.onednn.primitive.Tensor;
import org.nd4j.linalg.learning.config.AMSGrad;

/** Adam with the largest second moment so far (Reddi, Kale and Kumar 2018). */
final class AmsGradOptimizer extends Optimizer {

  private final AMSGrad amsGrad;

  AmsGradOptimizer(AMSGrad amsGrad, Vectors vectors) {
    super(vectors);
    this.amsGrad = amsGrad;
    Tensor m = state(0);
    Tensor v = state(1);
    Tensor largest = state(2);
    average(m, amsGrad.getBeta1(), gradient());
    addSquares(v, amsGrad.getBeta2(), 1 - amsGrad.getBeta2(), gradient());
    pass(largest, number(1)).max(v).into(largest);
    descend(m, largest, amsGrad.getEpsilon());
  }

  @Override
  double rate(int iteration, int epoch) {
    return AdamOptimizer.corrected(
        amsGrad.getLearningRate(iteration, epoch),
        amsGrad.getBeta1(),
        amsGrad.getBeta2(),
        iteration);
  }
}
