package org.dl4jlab.experiment;

import java.io.IOException;
import org.dl4jlab.source.DataAccess;

/**
 * Experiments that differ in their options only, such as those on images.
 *
 * @param <O> their options
 */
public interface ExperimentFamily<O extends ExperimentOptions> {

  /** Marks the family's runs in their {@code config.json}. */
  String name();

  Class<O> optionsType();

  O defaults();

  /**
   * Opens the data and makes a network with new weights.
   *
   * @throws org.dl4jlab.UserException when the data is missing or damaged
   */
  Experiment create(O options, DataAccess access, Console console) throws IOException;

  /**
   * Opens the data of an earlier run for the network that it has trained.
   *
   * @throws org.dl4jlab.UserException when the data is missing or damaged, or does not fit
   */
  Experiment reopen(TrainedRun<O> run, DataAccess access, Console console) throws IOException;
}
