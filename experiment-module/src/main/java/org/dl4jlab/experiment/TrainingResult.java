package org.dl4jlab.experiment;

import java.nio.file.Path;
import org.dl4jlab.run.Metrics;
import org.dl4jlab.train.History;

/**
 * How a training session ended.
 *
 * @param run the run's folder, from which an interrupted session can be resumed
 * @param history of all epochs, those of earlier sessions among them
 * @param metrics with the test's scores if the training has finished
 */
public record TrainingResult(Path run, History history, Metrics metrics) {

  /** Whether all epochs are over; else the session was asked to stop. */
  public boolean finished() {
    return metrics.status().equals(Metrics.FINISHED);
  }
}
