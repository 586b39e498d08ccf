package org.dl4jlab.run;

import java.io.IOException;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dl4jlab.UserException;
import org.dl4jlab.train.History;
import org.dl4jlab.train.RunningMetrics;
import org.dl4jlab.train.TrainingOptions;

/** Where a run stands. Its model tells, since it is written last. */
public final class RunState {

  private RunState() {}

  /**
   * The history up to the step that the graph has reached.
   *
   * @param graph as it was read from the run's folder
   * @param stepsBefore that it had made before the run, elsewhere
   * @throws UserException when the folder's files do not belong together
   */
  public static History of(
      RunFolder folder, ComputationGraph graph, int stepsBefore, int samples, int batch)
      throws IOException {
    int steps = graph.getConfiguration().getIterationCount() - stepsBefore;
    if (steps < 0) {
      throw new UserException(
          "The run %s cannot be resumed: its model has fewer steps behind it than when it was imported"
              .formatted(folder.path()));
    }
    int stepsOfEpoch = TrainingOptions.stepsOfEpoch(samples, batch);
    boolean unvalidated =
        steps > 0
            && steps % stepsOfEpoch == 0
            && graph.getConfiguration().getEpochCount() < steps / stepsOfEpoch;
    int epochs = steps / stepsOfEpoch - (unvalidated ? 1 : 0);
    int seen = unvalidated ? samples : steps % stepsOfEpoch * batch;
    History written = folder.readHistory();
    if (written.epochs().size() < epochs) {
      throw new UserException(
          "The run %s cannot be resumed: its model has %d epochs behind it, its history %d"
              .formatted(folder.path(), epochs, written.epochs().size()));
    }
    RunningMetrics unfinished =
        seen == 0 ? RunningMetrics.NONE : unfinished(folder, folder.readMetrics(), epochs, seen);
    return new History(written.epochs().subList(0, epochs), unfinished);
  }

  /** A training that was killed while it saved has left metrics that are one checkpoint ahead. */
  private static RunningMetrics unfinished(
      RunFolder folder, Metrics metrics, int epochs, int seen) {
    RunningMetrics before = metrics.unfinishedBefore();
    if (metrics.epochs() == epochs && metrics.unfinished().samples() == seen) {
      return metrics.unfinished();
    }
    if (before != null && before.samples() == seen) {
      return before;
    }
    throw new UserException(
        "The run %s cannot be resumed: its model has seen %d samples of the epoch, its metrics tell of %d"
            .formatted(folder.path(), seen, metrics.unfinished().samples()));
  }
}
