package org.dl4jlab.cli;

import java.util.Objects;
import java.util.stream.Stream;
import org.dl4jlab.method.ClassWeights;
import org.dl4jlab.method.Keep;
import org.dl4jlab.method.TrainingMethod;
import org.dl4jlab.method.Validation;
import picocli.CommandLine.Mixin;
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

  @Option(
      names = "--patience",
      paramLabel = "N",
      description = "End when the validation accuracy has not risen for N epochs.")
  private Integer patience;

  @Option(
      names = "--min-improvement",
      paramLabel = "X",
      description = "By how much it must rise to count for --patience (default 0).")
  private Double minImprovement;

  @Mixin private RateArguments rates;

  @Option(
      names = "--label-smoothing",
      paramLabel = "SHARE",
      description = "Share of a label that is spread over all classes, such as 0.1.")
  private Double labelSmoothing;

  @Option(
      names = "--weight-decay",
      paramLabel = "X",
      description = "Shrink the weights in each step by X times the learning rate (AdamW).")
  private Double weightDecay;

  @Option(
      names = "--clip-norm",
      paramLabel = "X",
      description = "Scale the gradient of a layer down to a norm of X at most.")
  private Double clipNorm;

  @Option(
      names = "--clip-value",
      paramLabel = "X",
      description = "Cut each number of a gradient to -X to X.")
  private Double clipValue;

  @Option(
      names = "--class-weights",
      paramLabel = "none|balanced",
      description = "Have classes with few samples count as much as those with many.")
  private ClassWeights classWeights;

  @Option(
      names = "--average",
      paramLabel = "DECAY",
      description =
          "Validate, test and keep a moving average of the weights with this decay, such as 0.999.")
  private Double average;

  @Option(
      names = "--lookahead",
      paramLabel = "STEPS",
      description =
          "After every so many steps, such as 5, pull the weights back to an average of earlier ones, ever more towards the end.")
  private Integer lookahead;

  /** Whether any was given; a resumed run must keep them as they were. */
  boolean given() {
    return rates.given()
        || Stream.of(
                validation,
                keep,
                patience,
                minImprovement,
                labelSmoothing,
                weightDecay,
                clipNorm,
                clipValue,
                classWeights,
                average,
                lookahead)
            .anyMatch(Objects::nonNull);
  }

  /**
   * The method with what was given in place of what was there.
   *
   * @throws IllegalArgumentException when an option has no such value
   */
  TrainingMethod over(TrainingMethod base) {
    return new TrainingMethod(
        validation == null ? base.validation() : Validation.of(validation),
        or(keep, base.keep()),
        or(patience, base.patience()),
        or(minImprovement, base.minImprovement()),
        rates.over(base.rates()),
        or(labelSmoothing, base.labelSmoothing()),
        or(weightDecay, base.weightDecay()),
        or(clipNorm, base.clipNorm()),
        or(clipValue, base.clipValue()),
        or(classWeights, base.classWeights()),
        or(average, base.average()),
        or(lookahead, base.lookahead()));
  }

  static <T> T or(T given, T otherwise) {
    return given == null ? otherwise : given;
  }
}
