package org.dl4jlab.experiment;

import com.fasterxml.jackson.databind.JsonNode;
import org.dl4jlab.run.RunFolder;
import org.dl4jlab.run.TrainingSettings;

/** Everything that a training was asked for: a record that {@code config.json} keeps as it is. */
public interface ExperimentOptions {

  String networkName();

  TrainingSettings settings();

  /** How many steps an imported network had made where it came from; 0 for others. */
  default int stepsBefore() {
    return 0;
  }

  /** What {@code train} was asked for, by its options' names in snake_case. */
  default JsonNode asked() {
    return RunFolder.tree(this);
  }

  /**
   * The program whose {@code train} was asked.
   *
   * @param family the experiment's
   */
  default String program(String family) {
    return family;
  }
}
