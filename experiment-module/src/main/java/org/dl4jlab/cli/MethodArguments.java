package org.dl4jlab.cli;

import java.util.Objects;
import java.util.stream.Stream;
import org.dl4jlab.run.Keep;
import org.dl4jlab.run.TrainingMethod;
import org.dl4jlab.run.Validation;
import picocli.CommandLine.Option;

/** The options of {@code train} that steer a training; those not given are null. */
final class MethodArguments {

  @Option(
      names = "--validation",
      paramLabel = "auto|test|SHARE",
      description =
          "Validate each epoch on a share of the training samples that is held out (0.1), or on the test samples as the lecture does; by default on what the data has for it, else as the lecture.")
  private String validation;

  @Option(
      names = "--keep",
      paramLabel = "last|best",
      description =
          "Test and keep the last epoch's parameters, or those of the epoch with the highest validation accuracy (default last).")
  private Keep keep;

  /** Whether any was given; a resumed run must keep them as they were. */
  boolean given() {
    return Stream.of(validation, keep).anyMatch(Objects::nonNull);
  }

  /**
   * The method with what was given in place of what was there.
   *
   * @throws IllegalArgumentException when an option has no such value
   */
  TrainingMethod over(TrainingMethod base) {
    return new TrainingMethod(
        validation == null ? base.validation() : Validation.of(validation),
        keep == null ? base.keep() : keep);
  }
}
