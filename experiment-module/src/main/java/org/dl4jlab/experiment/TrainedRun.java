package org.dl4jlab.experiment;

import java.io.IOException;
import java.nio.file.Path;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dl4jlab.UserException;
import org.dl4jlab.run.RunConfig;
import org.dl4jlab.run.RunFolder;
import org.dl4jlab.run.RunState;
import org.dl4jlab.source.Division;
import org.dl4jlab.train.History;

/**
 * An earlier run that is resumed, tested or asked for predictions.
 *
 * @param division of the data: all is tested of what the person names to test on
 * @param options what it was asked for, or is now
 * @param graph its network as it was left
 * @param data what {@code --data} was for the run, or what the person names in its place
 * @param <O> its family's options
 */
public record TrainedRun<O extends ExperimentOptions>(
    RunFolder folder,
    RunConfig config,
    O options,
    ComputationGraph graph,
    String data,
    Division division) {

  /**
   * A run that is trained on.
   *
   * @param data where its data is now, null for where it was
   * @throws UserException when the folder is no run's of the family, or its model is missing or
   *     damaged
   */
  public static <O extends ExperimentOptions> TrainedRun<O> open(
      Path path, ExperimentFamily<O> family, String data) throws IOException {
    return open(path, family, data, Division.HELD_OUT);
  }

  /**
   * A run that is tested.
   *
   * @param data that the person names to test on, null for the run's own
   * @throws UserException when the folder is no run's of the family, or its model is missing or
   *     damaged
   */
  public static <O extends ExperimentOptions> TrainedRun<O> openToTest(
      Path path, ExperimentFamily<O> family, String data) throws IOException {
    TrainedRun<O> own = open(path, family, null);
    return data == null || isSource(data, own.config())
        ? own
        : new TrainedRun<>(
            own.folder(), own.config(), own.options(), own.graph(), data, Division.ALL_TESTED);
  }

  private static <O extends ExperimentOptions> TrainedRun<O> open(
      Path path, ExperimentFamily<O> family, String data, Division division) throws IOException {
    RunFolder folder = RunFolder.open(path);
    RunConfig config = folder.readConfigOf(family.name());
    O options = RunFolder.options(config, family.optionsType());
    return new TrainedRun<>(
        folder,
        config,
        options,
        folder.readModel(),
        data == null ? dataOf(config) : data,
        division);
  }

  /** Whoever names what the run was trained on gets the part that was held out. */
  private static boolean isSource(String data, RunConfig config) {
    return data.equals(dataOf(config))
        || Path.of(data).toAbsolutePath().normalize().toString().equals(config.data().source());
  }

  private static String dataOf(RunConfig config) {
    return config.data().fromSample() ? config.data().kind() : config.data().source();
  }

  public TrainedRun<O> withOptions(O newOptions) {
    return new TrainedRun<>(folder, config, newOptions, graph, data, division);
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
