package org.dl4jlab.method;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import org.dl4jlab.train.EarlyStopping;

/**
 * What steers a training beyond the lecture's, in whose trainings none of it is asked for: then all
 * but the first two are null.
 *
 * @param validation on which samples it is validated
 * @param keep which epoch's parameters are tested
 * @param patience of {@link EarlyStopping}
 * @param minImprovement of {@link EarlyStopping}
 * @param rates how the learning rate changes
 * @param labelSmoothing the share of a label that all classes get
 * @param weightDecay by which weights shrink in a step, times the learning rate
 * @param clipNorm to which the gradient of a layer is scaled down
 * @param clipValue to which each number of a gradient is cut
 * @param classWeights how much the classes count
 * @param average decay of the moving average of the parameters that is evaluated
 * @param lookahead steps after which {@link org.dl4jlab.train.Lookahead} pulls them back
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TrainingMethod(
    Validation validation,
    Keep keep,
    Integer patience,
    Double minImprovement,
    @JsonUnwrapped RatePlan rates,
    Double labelSmoothing,
    Double weightDecay,
    Double clipNorm,
    Double clipValue,
    ClassWeights classWeights,
    Double average,
    Integer lookahead) {

  /** Why some methods do not go with the lecture's validation. */
  public static final String CHOSEN_BY_TEST =
      "The validation is on the test samples, by which nothing may be chosen; for --keep best or --patience hold samples out with --validation 0.1";

  /** As the lecture trains. */
  public static final TrainingMethod LECTURE =
      new TrainingMethod(null, null, null, null, null, null, null, null, null, null, null, null);

  @JsonCreator
  public TrainingMethod {
    validation = validation == null ? Validation.AUTO : validation;
    keep = keep == null ? Keep.LAST : keep;
    rates = rates == null ? RatePlan.CONSTANT : rates;
    if ((keep == Keep.BEST || patience != null) && validation.onTest()) {
      throw new IllegalArgumentException(CHOSEN_BY_TEST);
    }
    if (patience == null && minImprovement != null) {
      throw new IllegalArgumentException("--min-improvement goes with --patience");
    }
    if (patience != null) {
      require("The patience", patience, patience >= 1, "1 or more epochs");
      stopping(patience, minImprovement);
    }
    requireShare("The label smoothing", labelSmoothing);
    requireShare("The weight decay", weightDecay);
    requirePositive("The largest norm of a gradient", clipNorm);
    requirePositive("The largest number of a gradient", clipValue);
    if (clipNorm != null && clipValue != null) {
      throw new IllegalArgumentException(
          "Gradients are clipped by --clip-norm or by --clip-value, not by both");
    }
    if (average != null) {
      require(
          "The decay of the average", average, average > 0 && average < 1, "above 0 and below 1");
    }
    requireLookahead(lookahead, average);
  }

  private static void requireLookahead(Integer lookahead, Double average) {
    if (lookahead != null) {
      require("The steps of the lookahead", lookahead, lookahead >= 1, "1 or more");
      if (average != null) {
        throw new IllegalArgumentException(
            "A training has a moving average of its weights or a lookahead, not both");
      }
    }
  }

  private static void requireShare(String what, Double number) {
    if (number != null) {
      require(what, number, number >= 0 && number < 1, "0 or more and below 1");
    }
  }

  private static void requirePositive(String what, Double number) {
    if (number != null) {
      require(what, number, number > 0 && Double.isFinite(number), "a number above 0");
    }
  }

  private static void require(String what, Number number, boolean fits, String range) {
    if (!fits) {
      throw new IllegalArgumentException("%s must be %s, not %s".formatted(what, range, number));
    }
  }

  /**
   * @throws IllegalArgumentException when a training of so many epochs is too short for it
   */
  public void requireFit(int epochs) {
    rates.requireFit(epochs);
  }

  /** The same with other samples to validate on. */
  public TrainingMethod validatedOn(Validation other) {
    return new TrainingMethod(
        other,
        keep,
        patience,
        minImprovement,
        rates,
        labelSmoothing,
        weightDecay,
        clipNorm,
        clipValue,
        classWeights,
        average,
        lookahead);
  }

  /** Whether something is chosen by the validation's results. */
  public boolean chooses() {
    return keep == Keep.BEST || patience != null;
  }

  /** What ends the training before its last epoch. */
  public EarlyStopping stopping() {
    return patience == null ? EarlyStopping.NEVER : stopping(patience, minImprovement);
  }

  private static EarlyStopping stopping(int patience, Double minImprovement) {
    return new EarlyStopping(patience, minImprovement == null ? 0 : minImprovement);
  }
}
