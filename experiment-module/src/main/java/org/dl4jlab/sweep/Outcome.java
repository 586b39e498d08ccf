package org.dl4jlab.sweep;

import java.io.IOException;
import java.util.List;
import org.dl4jlab.run.Metrics;
import org.dl4jlab.run.RunFolder;
import org.dl4jlab.train.EpochResult;
import org.dl4jlab.train.Score;

/**
 * What came of a training.
 *
 * @param last its last epoch, null where it has none
 * @param test null where it was not tested
 * @param data what the figures must be called, null where there are none
 * @param failure why it has failed, null where it has not
 */
record Outcome(Trial trial, EpochResult last, Score test, String data, String failure) {

  static Outcome failed(Trial trial, String why) {
    return new Outcome(trial, null, null, null, why);
  }

  /**
   * Reads it from the training's folder.
   *
   * @param epochs after which it is looked at, though it may have gone on
   */
  static Outcome read(Trial trial, int epochs) throws IOException {
    List<EpochResult> history = trial.history();
    EpochResult last = history.get(Math.min(epochs, history.size()) - 1);
    RunFolder folder = RunFolder.open(trial.run());
    Metrics metrics = folder.hasMetrics() ? folder.readMetrics() : null;
    return metrics == null
        ? new Outcome(trial, last, null, null, null)
        : new Outcome(trial, last, metrics.test(), metrics.data(), null);
  }

  boolean isFailed() {
    return failure != null;
  }
}
