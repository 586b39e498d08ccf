package org.dl4jlab.onednn.update;

import org.dl4jlab.onednn.primitive.Eltwise;
import org.dl4jlab.onednn.primitive.Tensor;
import org.nd4j.linalg.learning.config.AdaMax;

/** Adam with a decaying maximum in place of the second moment (Kingma and Ba 2015, section 7.1). */
final class AdaMaxOptimizer extends Optimizer {

  /**
   * Is added to each maximum, which is then never 0. ND4J adds 1e-32; this leaves weights without a
   * gradient where they are although their first moment is kept from fading.
   */
  private static final float LEAST = 1e-20f;

  private final AdaMax adaMax;

  AdaMaxOptimizer(AdaMax adaMax, Vectors vectors) {
    super(vectors);
    this.adaMax = adaMax;
    Tensor m = state(0);
    Tensor largest = state(1);
    average(m, adaMax.getBeta1(), gradient());
    pass(gradient(), number(1)).then(Eltwise.absolute()).into(gradient());
    pass(largest, number(adaMax.getBeta2()))
        .max(gradient())
        .then(Eltwise.linear(1, LEAST))
        .into(largest);
    pass(largest, number(1)).then(Eltwise.reciprocal()).times(m).times(descent()).addTo(value(), 1);
  }

  @Override
  double rate(int iteration, int epoch) {
    double learningRate = adaMax.getLearningRate(iteration, epoch);
    return learningRate / (1 - Math.pow(adaMax.getBeta1(), iteration + 1));
  }
}
