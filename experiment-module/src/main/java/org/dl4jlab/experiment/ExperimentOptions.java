package org.dl4jlab.experiment;

import com.fasterxml.jackson.databind.JsonNode;
import org.dl4jlab.run.RunFolder;
import org.dl4jlab.run.TrainingSettings;

/** Everything that a training was asked for: a record that {@code config.json} keeps as it is. */
public interface ExperimentOptions {

  String networkName();

  TrainingSettings settings();

  /** What {@code train} was asked for, by its options' names in snake_case. */
  default JsonNode asked() {
    return RunFolder.tree(this);
  }
}
