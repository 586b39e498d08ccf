package org.dl4jlab.cli;

import org.dl4jlab.experiment.ExperimentOptions;
import org.dl4jlab.run.TrainingSettings;

/**
 * The options of {@code train} that only one family of experiments has; those not given are null.
 *
 * @param <O> the family's options
 */
public interface ExperimentArguments<O extends ExperimentOptions> {

  /** Whether any was given; a resumed run must keep them as they were. */
  boolean given();

  /** What stands for options that are not given, where one of these asks for other than usual. */
  default O defaults(O usual) {
    return usual;
  }

  /**
   * The options with what was given in place of what was there.
   *
   * @throws IllegalArgumentException when an option has no such value
   */
  O over(O base, TrainingSettings settings);
}
