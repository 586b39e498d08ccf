package org.dl4jlab.sweep;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.dl4jlab.UserException;
import org.dl4jlab.run.Metrics;
import org.dl4jlab.run.RunFolder;
import org.dl4jlab.train.EpochResult;

/**
 * One training of a sweep.
 *
 * @param run its folder
 */
public record Trial(Setting setting, String seed, Path run) {

  /** Trains. */
  @FunctionalInterface
  public interface Training {

    /**
     * Trains to so many epochs, from wherever the run's folder stands.
     *
     * @throws UserException when it has failed
     */
    void train(Trial trial, int epochs);
  }

  /** Whether there is anything to go on from. */
  public boolean isBegun() {
    return Files.isRegularFile(run.resolve(RunFolder.CONFIG));
  }

  /** Whether it was trained so far, and tested. */
  boolean isDone(int epochs) throws IOException {
    if (!isBegun()) {
      return false;
    }
    RunFolder folder = RunFolder.open(run);
    List<EpochResult> history = history();
    return history.size() > epochs
        || history.size() == epochs
            && folder.hasModel()
            && folder.hasMetrics()
            && folder.readMetrics().status().equals(Metrics.FINISHED);
  }

  /** The epochs that are over. */
  List<EpochResult> history() throws IOException {
    return Files.isRegularFile(run.resolve(RunFolder.HISTORY))
        ? RunFolder.open(run).readHistory().epochs()
        : List.of();
  }
}
