package org.dl4jlab.onednn.parameters;

import java.util.Optional;
import org.deeplearning4j.nn.conf.GradientNormalization;
import org.dl4jlab.onednn.update.Optimizers;
import org.dl4jlab.onednn.update.Penalties;
import org.dl4jlab.program.Operation;
import org.dl4jlab.program.Parameter;

/** Which ways of training an array this engine knows. */
public final class TrainingSupport {

  private TrainingSupport() {}

  /** Why an operation cannot be trained, completing "'name' …"; empty when it can. */
  public static Optional<String> unsupported(Operation operation) {
    return operation.parameters().stream()
        .flatMap(parameter -> unsupported(operation, parameter).stream())
        .findFirst();
  }

  private static Optional<String> unsupported(Operation operation, Parameter parameter) {
    Parameter.Training training = parameter.training();
    if (operation instanceof Operation.BatchNorm
        && training.gradientNormalization() != GradientNormalization.None) {
      return Optional.of(
          "has gradient normalization, which DL4J applies to its running statistics too");
    }
    if (training.noisy()) {
      return Optional.of("has weight noise");
    }
    return Optimizers.unsupported(training.updater())
        .or(() -> Penalties.unsupported(training.penalties()))
        .map(what -> "has " + what);
  }
}
