package org.dl4jlab.experiment;

import org.dl4jlab.engine.Engine;

/**
 * What computes an experiment's training: an engine of this machine, unless somebody has others.
 */
public interface TrainingEngine {

  /** The engine that the experiment's settings name. */
  TrainingEngine HERE =
      (experiment, console) ->
          EngineSelection.open(
              experiment.settings().engine(),
              experiment.graph(),
              experiment.settings().engineOptions(),
              console);

  /**
   * Opens it for the experiment's graph.
   *
   * @throws org.dl4jlab.UserException when it cannot execute the graph, or cannot be had
   */
  Engine open(Experiment experiment, Console console);

  /** How many samples it takes at once: a batch. */
  default int samplesOfStep(Experiment experiment) {
    return experiment.settings().batch();
  }
}
