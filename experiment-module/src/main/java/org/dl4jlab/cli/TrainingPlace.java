package org.dl4jlab.cli;

import com.fasterxml.jackson.databind.JsonNode;
import org.dl4jlab.experiment.Experiment;
import org.dl4jlab.experiment.TrainingEngine;
import org.dl4jlab.run.TrainingSettings;

/** Where {@code train} trains; it may have options of its own, those not given being null. */
public interface TrainingPlace {

  /**
   * A training as it is done in a place.
   *
   * @param experiment on which it is done
   * @param engine that does it
   */
  record Placed(Experiment experiment, TrainingEngine engine) {}

  /** This machine, which has no options. */
  TrainingPlace HERE =
      new TrainingPlace() {
        @Override
        public Placed place(Experiment experiment, JsonNode before) {
          return new Placed(experiment, TrainingEngine.HERE);
        }
      };

  /** Whether an option was given that a resumed run must keep as it was. */
  default boolean given() {
    return false;
  }

  /**
   * The settings of a new run, as they are here.
   *
   * @throws IllegalArgumentException when they cannot be had here
   */
  default TrainingSettings settings(TrainingSettings asked) {
    return asked;
  }

  /**
   * Takes an experiment.
   *
   * @param before the options of the run that is gone on with, as {@code config.json} has them;
   *     null for a new one
   * @throws org.dl4jlab.UserException when that run cannot go on here
   */
  Placed place(Experiment experiment, JsonNode before);
}
