package org.dl4jlab.experiment;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dl4jlab.UserException;
import org.dl4jlab.method.Keep;
import org.dl4jlab.run.Metrics;
import org.dl4jlab.run.RunConfig;
import org.dl4jlab.run.RunFolder;
import org.dl4jlab.run.RunState;
import org.dl4jlab.run.SavedTraining;
import org.dl4jlab.run.TrainingSettings;
import org.dl4jlab.source.Division;
import org.dl4jlab.train.Familiarity;
import org.dl4jlab.train.History;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * An earlier run that is resumed, tested or asked for predictions.
 *
 * @param testLimit how many test samples are used
 * @param division of the data: all is tested of what the person names to test on
 * @param options what it was asked for, or is now
 * @param graph its network: as a training goes on from it, or as it is used
 * @param average of its parameters, where a training goes on from it that has one; else null
 * @param data what {@code --data} was for the run, or what the person names in its place
 * @param <O> its family's options
 */
public record TrainedRun<O extends ExperimentOptions>(
    RunFolder folder,
    RunConfig config,
    O options,
    ComputationGraph graph,
    INDArray average,
    String data,
    int testLimit,
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
    return open(path, family, data, (folder, options) -> folder.readTraining());
  }

  /**
   * A run whose network is used.
   *
   * @throws UserException when the folder is no run's of the family, or its model is missing or
   *     damaged
   */
  public static <O extends ExperimentOptions> TrainedRun<O> openToUse(
      Path path, ExperimentFamily<O> family) throws IOException {
    return open(
        path,
        family,
        null,
        (folder, options) -> new SavedTraining(used(folder, options.settings()), null));
  }

  /** Reads a run's network. */
  private interface Reader<O> {
    SavedTraining read(RunFolder folder, O options) throws IOException;
  }

  private static <O extends ExperimentOptions> TrainedRun<O> open(
      Path path, ExperimentFamily<O> family, String data, Reader<O> reader) throws IOException {
    RunFolder folder = RunFolder.open(path);
    RunConfig config = folder.readConfigOf(family.name());
    O options = RunFolder.options(config, family.optionsType());
    SavedTraining saved = reader.read(folder, options);
    return new TrainedRun<>(
        folder,
        config,
        options,
        saved.graph(),
        saved.average(),
        data == null ? dataOf(config) : data,
        options.settings().limitTest(),
        Division.HELD_OUT);
  }

  /** The one that was tested; before the first epoch is over there is no best one. */
  private static ComputationGraph used(RunFolder folder, TrainingSettings settings)
      throws IOException {
    boolean best = settings.method().keep() == Keep.BEST;
    return best && (folder.hasBest() || isFinished(folder))
        ? folder.readBest()
        : folder.readModel();
  }

  /**
   * A run that is tested.
   *
   * @param data that the person names to test on, null for the run's own
   * @param all whether to test on more than the run did, where that was limited
   * @throws UserException when the folder is no run's of the family, or its model is missing or
   *     damaged
   */
  public static <O extends ExperimentOptions> TrainedRun<O> openToTest(
      Path path, ExperimentFamily<O> family, String data, boolean all) throws IOException {
    TrainedRun<O> run = openToUse(path, family);
    boolean own = data == null || isSource(data, run.config());
    return new TrainedRun<>(
        run.folder(),
        run.config(),
        run.options(),
        run.graph(),
        null,
        data == null ? run.data() : data,
        all || !own ? Integer.MAX_VALUE : run.testLimit(),
        own ? Division.HELD_OUT : Division.ALL_TESTED);
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
    return new TrainedRun<>(folder, config, newOptions, graph, average, data, testLimit, division);
  }

  /** How sure its right answers to the test are; empty where its folder does not tell. */
  public Optional<Familiarity> familiarity() throws IOException {
    return folder.hasMetrics()
        ? Optional.ofNullable(folder.readMetrics().familiarity())
        : Optional.empty();
  }

  /** What was trained on what. */
  public String title() {
    return "%s trained on %s".formatted(options.networkName(), config.data().title());
  }

  /**
   * What the run has done so far: perhaps all of its epochs, when only its test or a picture is
   * missing.
   *
   * @throws UserException when it has everything that is asked for, or more
   */
  public History history() throws IOException {
    var settings = options.settings();
    History history =
        RunState.of(
            folder, graph, options.stepsBefore(), config.data().trainSamples(), settings.batch());
    int left = settings.epochs() - history.epochs().size();
    boolean begun = history.unfinished().samples() > 0;
    boolean over = settings.training().isOver(history);
    if (over && left > 0 && isFinished(folder)) {
      throw new UserException(
          "The run %s has ended in epoch %d, because its validation accuracy did not rise any more; a new run with a larger --patience goes further"
              .formatted(folder.path(), history.epochs().size()));
    }
    if (left < 0 || left == 0 && (begun || isFinished(folder))) {
      throw new UserException(
          "The run %s is trained to epoch %d already; to train on, give --epochs %d or more"
              .formatted(folder.path(), history.epochs().size(), history.epochs().size() + 1));
    }
    return history;
  }

  private static boolean isFinished(RunFolder folder) throws IOException {
    return folder.hasMetrics() && folder.readMetrics().status().equals(Metrics.FINISHED);
  }
}
