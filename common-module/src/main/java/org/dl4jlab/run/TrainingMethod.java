package org.dl4jlab.run;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * What steers a training beyond the lecture's, in whose trainings none of it is asked for.
 *
 * @param validation on which samples it is validated
 * @param keep which epoch's parameters are tested
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TrainingMethod(Validation validation, Keep keep) {

  /** Why some methods do not go with the lecture's validation. */
  public static final String CHOSEN_BY_TEST =
      "The validation is on the test samples, by which nothing may be chosen; for --keep best or --patience hold samples out with --validation 0.1";

  /** As the lecture trains. */
  public static final TrainingMethod LECTURE = new TrainingMethod(null, null);

  public TrainingMethod {
    validation = validation == null ? Validation.AUTO : validation;
    keep = keep == null ? Keep.LAST : keep;
    if (keep == Keep.BEST && validation.onTest()) {
      throw new IllegalArgumentException(CHOSEN_BY_TEST);
    }
  }

  /** Whether something is chosen by the validation's results. */
  public boolean chooses() {
    return keep == Keep.BEST;
  }
}
