package org.dl4jlab.onednn.parameters;

import java.util.Optional;
import org.dl4jlab.program.Parameter;
import org.nd4j.linalg.learning.regularization.L2Regularization;
import org.nd4j.linalg.learning.regularization.Regularization;
import org.nd4j.linalg.schedule.FixedSchedule;

/** What an array's values add to the loss. */
final class Penalties {

  private Penalties() {}

  /** Why an array's penalties are not supported, completing "'name' …"; empty when they are. */
  static Optional<String> unsupported(Parameter parameter) {
    return parameter.training().penalties().stream()
        .filter(penalty -> !isPlain(penalty))
        .map(penalty -> "has the penalty " + penalty.getClass().getSimpleName())
        .findFirst();
  }

  private static boolean isPlain(Regularization penalty) {
    return penalty instanceof L2Regularization l2 && l2.getL2() instanceof FixedSchedule;
  }

  /** The weight of half the squared norm in the loss, 0 for none. */
  static double l2(Parameter parameter) {
    return parameter.training().penalties().stream()
        .mapToDouble(penalty -> ((L2Regularization) penalty).getL2().valueAt(0, 0))
        .sum();
  }
}
