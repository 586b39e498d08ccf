package org.dl4jlab.cli;

import java.io.IOException;
import java.nio.file.Path;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dl4jlab.UserException;
import org.dl4jlab.run.RunConfig;
import org.dl4jlab.run.RunFolder;
import org.dl4jlab.run.RunState;
import org.dl4jlab.run.TrainingSettings;
import org.dl4jlab.train.History;

/** A run that shall go on: its folder, what it was asked for, its network as it was left. */
public record ResumedRun(RunFolder folder, RunConfig config, ComputationGraph graph) {

  /** Said when an option is given that such a run must keep. */
  public static final String KEEPS_OPTIONS =
      "A resumed run keeps its options; only --epochs, --data, --engine and --threads may be given with --resume";

  /**
   * @param experiment {@code cifar} or {@code imdb}
   * @throws UserException when the folder is no run's of the experiment, or its model is missing or
   *     damaged
   */
  public static ResumedRun open(Path path, String experiment) throws IOException {
    RunFolder folder = RunFolder.open(path);
    return new ResumedRun(folder, folder.readConfigOf(experiment), folder.readModel());
  }

  /**
   * What the run has done.
   *
   * @throws UserException when it has all the epochs that are asked for
   */
  public History history(TrainingSettings settings) throws IOException {
    History history = RunState.of(folder, graph, config.data().trainSamples(), settings.batch());
    if (history.epochs().size() >= settings.epochs()) {
      throw new UserException(
          "The run %s has its %d epochs; give more by --epochs"
              .formatted(folder.path(), settings.epochs()));
    }
    return history;
  }

  /**
   * @param what they are called, such as {@code images}
   * @throws UserException when the data is not what the run was trained on
   */
  public void requireSameData(RunConfig.DataInfo data, String what) {
    if (!data.trainSha256().equals(config.data().trainSha256())) {
      throw new UserException("The %s are not those that the run was trained on".formatted(what));
    }
  }
}
