package org.dl4jlab.run;

import java.io.IOException;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dl4jlab.UserException;
import org.dl4jlab.train.History;
import org.dl4jlab.train.RunningMetrics;

/** Where a run stands. Its model tells, since it is written last. */
public final class RunState {

  private RunState() {}

  /**
   * The history up to the step that the graph has reached.
   *
   * @param graph as it was read from the run's folder
   * @throws UserException when the folder's files do not belong together
   */
  public static History of(RunFolder folder, ComputationGraph graph, int samples, int batch)
      throws IOException {
    int steps = graph.getConfiguration().getIterationCount();
    int stepsOfEpoch = (samples + batch - 1) / batch;
    int epochs = steps / stepsOfEpoch;
    int seen = steps % stepsOfEpoch * batch;
    History written = folder.readHistory();
    if (written.epochs().size() < epochs) {
      throw new UserException(
          "The run %s cannot be resumed: its model has %d epochs behind it, its history %d"
              .formatted(folder.path(), epochs, written.epochs().size()));
    }
    RunningMetrics unfinished = seen == 0 ? RunningMetrics.NONE : folder.readMetrics().unfinished();
    if (unfinished.samples() != seen) {
      throw new UserException(
          "The run %s cannot be resumed: its model has seen %d samples of the epoch, its metrics tell of %d"
              .formatted(folder.path(), seen, unfinished.samples()));
    }
    return new History(written.epochs().subList(0, epochs), unfinished);
  }
}
