package org.dl4jlab.cli;

import org.dl4jlab.experiment.ExperimentOptions;

/**
 * The options of {@code evaluate} that only one family of experiments has.
 *
 * @param <O> the family's options
 */
@FunctionalInterface
public interface TestArguments<O extends ExperimentOptions> {

  /**
   * The run's options with what was given in place of what was there.
   *
   * @throws IllegalArgumentException when an option has no such value
   */
  O over(O base);
}
