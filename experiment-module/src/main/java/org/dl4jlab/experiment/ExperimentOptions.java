package org.dl4jlab.experiment;

import org.dl4jlab.run.TrainingSettings;

/** Everything that a training was asked for: a record that {@code config.json} keeps as it is. */
public interface ExperimentOptions {

  String networkName();

  TrainingSettings settings();

  /** How many steps an imported network had made where it came from; 0 for others. */
  default int stepsBefore() {
    return 0;
  }
}
