package org.dl4jlab.onednn.parameters;

import java.util.Optional;
import org.deeplearning4j.nn.conf.GradientNormalization;
import org.dl4jlab.program.Parameter;

/** Which ways of training an array this engine knows. */
public final class TrainingSupport {

  private TrainingSupport() {}

  /** Why an array cannot be trained, completing "'name' …"; empty when it can. */
  public static Optional<String> unsupported(Parameter parameter) {
    Parameter.Training training = parameter.training();
    if (training.gradientNormalization() != null
        && training.gradientNormalization() != GradientNormalization.None) {
      return Optional.of("has gradient normalization");
    }
    if (training.noisy()) {
      return Optional.of("has weight noise");
    }
    if (!training.constraints().isEmpty()) {
      return Optional.of("has constraints");
    }
    return Optimizer.unsupported(training.updater())
        .map(what -> "has " + what)
        .or(() -> Penalties.unsupported(parameter));
  }
}
