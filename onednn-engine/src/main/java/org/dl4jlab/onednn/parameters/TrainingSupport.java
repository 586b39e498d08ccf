package org.dl4jlab.onednn.parameters;

import java.util.Optional;
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
        .flatMap(parameter -> unsupported(parameter).stream())
        .findFirst();
  }

  private static Optional<String> unsupported(Parameter parameter) {
    Parameter.Training training = parameter.training();
    return Optimizers.unsupported(training.updater())
        .or(() -> Penalties.unsupported(training.penalties()))
        .map(what -> "has " + what);
  }
}
