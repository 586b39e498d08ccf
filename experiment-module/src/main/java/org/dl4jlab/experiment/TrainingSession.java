package org.dl4jlab.experiment;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.BooleanSupplier;
import org.dl4jlab.engine.Backend;
import org.dl4jlab.engine.Engine;
import org.dl4jlab.live.LivePort;
import org.dl4jlab.live.LiveTrainingPage;
import org.dl4jlab.page.LivePage;
import org.dl4jlab.page.ReportPage;
import org.dl4jlab.report.Fonts;
import org.dl4jlab.report.Summary;
import org.dl4jlab.run.BestModel;
import org.dl4jlab.run.Metrics;
import org.dl4jlab.run.RunFolder;
import org.dl4jlab.run.RunLock;
import org.dl4jlab.run.RunRecorder;
import org.dl4jlab.train.EvaluatedWeights;
import org.dl4jlab.train.Evaluator;
import org.dl4jlab.train.History;
import org.dl4jlab.train.Predictions;
import org.dl4jlab.train.Trainer;
import org.dl4jlab.train.TrainerListener;
import org.dl4jlab.train.TrainingOptions;

/**
 * Trains an experiment's network, from the engine's opening to the run's last file.
 *
 * @param console is told how it goes
 * @param livePort of a page that shows the training in a browser, null for none
 * @param stop asked before each step whether the training should end
 * @param checkpoints how much time passes between two of them
 * @param engine opens what computes
 */
public record TrainingSession(
    Experiment experiment,
    Console console,
    LivePort livePort,
    BooleanSupplier stop,
    Duration checkpoints,
    TrainingEngine engine) {

  /** Of a network that no command can make again. */
  private static final String IMPORTED = "imported";

  /** With a checkpoint every half minute, on this machine. */
  public TrainingSession(
      Experiment experiment, Console console, LivePort livePort, BooleanSupplier stop) {
    this(experiment, console, livePort, stop, RunRecorder.INTERVAL);
  }

  /** On this machine. */
  public TrainingSession(
      Experiment experiment,
      Console console,
      LivePort livePort,
      BooleanSupplier stop,
      Duration checkpoints) {
    this(experiment, console, livePort, stop, checkpoints, TrainingEngine.HERE);
  }

  /** Without a word, without a page, to the last epoch. */
  public TrainingSession(Experiment experiment) {
    this(experiment, Console.quiet(), null, () -> false);
  }

  /**
   * Trains into a new folder.
   *
   * @throws org.dl4jlab.UserException when the folder is there already or the engine cannot execute
   *     the network
   */
  public TrainingResult start(Path path) throws IOException {
    return train(() -> RunLock.ofNew(path), Beginning.NEW);
  }

  /** The same, into a folder with a number behind its name where the name is taken. */
  public TrainingResult startNumbered(Path path) throws IOException {
    return train(() -> RunLock.ofNewNumbered(path), Beginning.NEW);
  }

  /**
   * Trains a run from its beginning, which was ended before it had saved a model.
   *
   * @throws org.dl4jlab.UserException when it was of other data than the experiment has
   */
  public TrainingResult restart(RunFolder run) throws IOException {
    experiment.data().requireSame(run.readConfig());
    return train(() -> RunLock.of(run), Beginning.NEW);
  }

  /**
   * Trains on from where a run has ended.
   *
   * @throws org.dl4jlab.UserException when the run has all its epochs, or was trained on other data
   *     than the experiment has
   */
  public TrainingResult resume(TrainedRun<?> run) throws IOException {
    History before = run.history();
    experiment.data().requireSame(run.config());
    return train(() -> RunLock.of(run.folder()), Beginning.of(run, before));
  }

  /**
   * Makes a run of a network that was trained elsewhere: it is tested, and can be trained on.
   *
   * @throws org.dl4jlab.UserException when the folder is there already or the engine cannot execute
   *     the network
   */
  public TrainingResult adopt(Path path) throws IOException {
    return adopt(() -> RunLock.ofNew(path));
  }

  /** The same, into a folder with a number behind its name where the name is taken. */
  public TrainingResult adoptNumbered(Path path) throws IOException {
    return adopt(() -> RunLock.ofNewNumbered(path));
  }

  private TrainingResult adopt(Opening opening) throws IOException {
    Fonts.require();
    try (Engine engine = this.engine.open(experiment, console);
        RunLock lock = opening.open()) {
      RunFolder folder = lock.folder();
      describe(folder, engine, true);
      History none = History.empty();
      folder.write(none);
      folder.write(engine.model());
      Predictions predictions = Evaluator.evaluate(engine, experiment.data().test());
      RunRecorder recorder =
          recorder(lock::folder, EvaluatedWeights.ofLastStep(engine), null, none);
      return finish(folder, none, predictions, recorder);
    }
  }

  private RunRecorder recorder(
      RunRecorder.Place place, EvaluatedWeights weights, BestModel best, History before) {
    return new RunRecorder(
        place,
        weights,
        best,
        experiment.data().info().title(),
        experiment.settings().training(),
        before,
        checkpoints);
  }

  /** Makes or takes the folder of a run, when all else is ready. */
  private interface Opening {
    RunLock open() throws IOException;
  }

  private TrainingResult train(Opening opening, Beginning beginning) throws IOException {
    var settings = experiment.settings();
    experiment.data().requireChoice(settings.method());
    Fonts.require();
    try (LiveTrainingPage page = livePort == null ? null : LiveTrainingPage.open(livePort);
        Engine engine = this.engine.open(experiment, console);
        TrainingProgress progress =
            new TrainingProgress(console.out(), console.interactive(), settings.epochs())) {
      try (RunHome home =
          new RunHome(opening.open(), folder -> describe(folder, engine, true), console)) {
        describe(home.first(), engine, beginning.anew());
        tell(engine);
        EvaluatedWeights weights = beginning.weights(engine, settings.method(), steps());
        BestModel best = beginning.best(settings.method());
        RunRecorder recorder = recorder(home::folder, weights, best, beginning.history());
        List<TrainerListener> listeners = new ArrayList<>(List.of(progress, recorder));
        if (page != null) {
          listeners.add(page.serve(shown(home.first().path(), engine, beginning.history())));
          tell(page);
        }
        Trainer trainer =
            new Trainer(
                weights,
                experiment.data().toTrain(settings.method()),
                experiment.data().validation(),
                settings.training(this.engine.samplesOfStep(experiment)),
                listeners);
        History history = trainer.run(beginning.history(), stop);
        if (!settings.training().isOver(history)) {
          return interrupt(home.folder(), history, recorder);
        }
        if (!home.folder().hasModel()) {
          recorder.epochDone(engine, history); // the folder is a new one
        }
        tellIfEarly(history);
        if (best != null || weights.average() != null) {
          weights.leave(best == null ? weights.average() : best.parameters());
        }
        Predictions predictions = test(engine, trainer.lastValidation());
        return finish(home.folder(), history, predictions, recorder);
      }
    }
  }

  private int steps() {
    int ofEpoch =
        TrainingOptions.stepsOfEpoch(
            experiment.data().train().count(), experiment.settings().batch());
    return Math.multiplyExact(ofEpoch, experiment.settings().epochs());
  }

  private TrainingResult interrupt(RunFolder folder, History history, RunRecorder recorder)
      throws IOException {
    ReportPage.write(folder);
    return new TrainingResult(
        folder.path(), history, recorder.metrics(Metrics.INTERRUPTED, history));
  }

  /** The metrics come last: a run that they call finished has everything. */
  private TrainingResult finish(
      RunFolder folder, History history, Predictions predictions, RunRecorder recorder)
      throws IOException {
    Metrics training = recorder.metrics(Metrics.FINISHED, history);
    if (training.trainedSamples() == 0 && folder.hasMetrics()) {
      training = training.trainedAs(folder.readMetrics());
    }
    Metrics metrics =
        new Evaluation(experiment, folder).write(history, predictions, training, console);
    ReportPage.write(folder, metrics);
    folder.write(metrics);
    folder.settle();
    return new TrainingResult(folder.path(), history, metrics);
  }

  private void tell(LiveTrainingPage page) {
    console.say("Live page: %s%n", page.address());
    if (page.isOpen()) {
      console.say(
          "Warning: whoever knows this address sees the training, also from other machines (by this machine's name)%n");
    }
  }

  private void describe(RunFolder folder, Engine engine, boolean anew) throws IOException {
    folder.write(experiment.config(engine));
    if (!experiment.options().asked().has(IMPORTED)) {
      folder.write(TrainingFile.NAME, TrainingFile.of(experiment.family(), experiment.options()));
    }
    if (anew) {
      experiment.artifacts().write(folder);
    }
    Summary summary = Summary.of(experiment.graph(), experiment.input());
    folder.write(RunFolder.SUMMARY, summary.toText());
    folder.writeJson(RunFolder.SUMMARY_JSON, summary);
    folder.settle();
  }

  private void tellIfEarly(History history) {
    int epochs = history.epochs().size();
    if (epochs < experiment.settings().epochs()) {
      console.say("Ended after epoch %d: the validation accuracy does not rise any more", epochs);
    }
  }

  private void tell(Engine engine) {
    Summary summary = Summary.of(experiment.graph(), experiment.input());
    console.say("Engine: %s%s on %s", engine.name(), threads(engine), Backend.describe());
    console.say("%nNetwork: %s%n%s", experiment.options().networkName(), summary.toText());
    String validation = experiment.data().validationSentence();
    if (validation != null) {
      console.say("%s%n", validation);
    }
  }

  /** Told only where there are any: on a processor. */
  private static String threads(Engine engine) {
    int threads = engine.device().threads();
    return switch (threads) {
      case 0 -> "";
      case 1 -> ", 1 thread,";
      default -> ", %d threads,".formatted(threads);
    };
  }

  /**
   * Where the validation samples are the test samples, the network has predicted them already,
   * unless it was trained by an earlier process.
   */
  private Predictions test(Engine engine, Predictions lastValidation) {
    ExperimentData data = experiment.data();
    return data.isTestedAsValidated() && lastValidation != null
        ? lastValidation
        : Evaluator.evaluate(engine, data.test());
  }

  private LiveTrainingPage.Shown shown(Path path, Engine engine, History before) {
    ExperimentData data = experiment.data();
    return new LiveTrainingPage.Shown(
        new LivePage.Frame(
            experiment.title(),
            String.format(
                Locale.ROOT,
                "%,d training samples, %,d validation samples, %s engine",
                data.train().count(),
                data.validation().count(),
                engine.name()),
            data.info().fromSample(),
            path.resolve(RunFolder.REPORT).toString()),
        before,
        experiment.settings().epochs(),
        data.validation().count(),
        (number, predictions) -> experiment.samples().validated(number, predictions, data),
        data.info().classNames(),
        experiment.settings().seed(),
        "The training has ended; the run is in " + path);
  }
}
