package org.dl4jlab.experiment;

import java.io.IOException;
import java.nio.file.Path;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dl4jlab.UserException;
import org.dl4jlab.run.RunConfig;
import org.dl4jlab.run.RunFolder;
import org.dl4jlab.run.RunState;
import org.dl4jlab.train.History;

/**
 * An earlier run that is resumed, tested or asked for predictions.
 *
 * @param options what it was asked for, or is now
 * @param graph its network as it was left
 * @param data what {@code --data} was for the run, or what the person names in its place
 * @param <O> its family's options
 */
public record TrainedRun<O extends ExperimentOptions>(
    RunFolder folder, RunConfig config, O options, ComputationGraph graph, String data) {

  /**
   * @param data named by the person, null for the run's own
   * @throws UserException when the folder is no run's of the family, or its model is missing or
   *     damaged
   */
  public static <O extends ExperimentOptions> TrainedRun<O> open(
      Path path, ExperimentFamily<O> family, String data) throws IOException {
    RunFolder folder = RunFolder.open(path);
    RunConfig config = folder.readConfigOf(family.name());
    O options = RunFolder.options(config, family.optionsType());
    return new TrainedRun<>(
        folder, config, options, folder.readModel(), data == null ? dataOf(config) : data);
  }

  private static String dataOf(RunConfig config) {
    return config.data().fromSample() ? config.data().kind() : config.data().source();
  }

  public TrainedRun<O> withOptions(O newOptions) {
    return new TrainedRun<>(folder, config, newOptions, graph, data);
  }

  /** What was trained on what. */
  public String title() {
    return "%s trained on %s".formatted(options.networkName(), config.data().title());
  }

  /**
   * What the run has done so far.
   *
   * @throws UserException when it has all the epochs that are asked for
   */
  public History history() throws IOException {
    var settings = options.settings();
    History history = RunState.of(folder, graph, config.data().trainSamples(), settings.batch());
    if (history.epochs().size() >= settings.epochs()) {
      throw new UserException(
          "The run %s is trained to epoch %d already; to train on, give --epochs %d or more"
              .formatted(folder.path(), history.epochs().size(), history.epochs().size() + 1));
    }
    return history;
  }
}
