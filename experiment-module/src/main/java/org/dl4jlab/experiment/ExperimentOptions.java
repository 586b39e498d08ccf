package org.dl4jlab.experiment;

import org.dl4jlab.run.TrainingSettings;

/** Everything that a training was asked for: a record that {@code config.json} keeps as it is. */
public interface ExperimentOptions {

  String networkName();

  TrainingSettings settings();
}
