package org.dl4jlab.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.dl4jlab.engine.Backend;
import org.dl4jlab.engine.Engine;
import org.dl4jlab.live.LiveTrainingPage;
import org.dl4jlab.page.LivePage;
import org.dl4jlab.page.ReportPage;
import org.dl4jlab.report.Summary;
import org.dl4jlab.run.Metrics;
import org.dl4jlab.run.RunConfig;
import org.dl4jlab.run.RunFolder;
import org.dl4jlab.run.RunRecorder;
import org.dl4jlab.train.History;
import org.dl4jlab.train.Trainer;
import org.dl4jlab.train.TrainerListener;

/** Trains an experiment's network, from the engine's opening to the run's last file. */
public final class TrainingSession {

  private final DataCommand command;
  private final Experiment experiment;
  private final TrainingArguments arguments;

  /**
   * @param command whose terminal is written to
   * @param arguments tell whether the training is shown on a page
   */
  public TrainingSession(DataCommand command, Experiment experiment, TrainingArguments arguments) {
    this.command = command;
    this.experiment = experiment;
    this.arguments = arguments;
  }

  /** Trains into a new folder. */
  public int start(Path path) throws IOException {
    return train(path, null);
  }

  /**
   * Goes on with a run.
   *
   * @param before what it has done
   */
  public int resume(Path path, History before) throws IOException {
    return train(path, before);
  }

  private int train(Path path, History before) throws IOException {
    var settings = experiment.settings();
    // Closed last: a process that was asked to end lives on until everything else is closed.
    try (Interrupt interrupt = new Interrupt();
        LiveTrainingPage page =
            arguments.ui() == null ? null : LiveTrainingPage.open(arguments.ui());
        Engine engine =
            command.openEngine(settings.engine(), experiment.graph(), settings.engineOptions())) {
      RunFolder folder = before == null ? RunFolder.create(path) : RunFolder.open(path);
      folder.write(experiment.config(engine));
      if (before == null) {
        experiment.extras().write(folder);
      }
      Summary summary = Summary.of(experiment.graph(), experiment.input());
      folder.write(RunFolder.SUMMARY, summary.toText());
      folder.writeJson(RunFolder.SUMMARY_JSON, summary);
      command.say("Engine: %s on %s", engine.name(), Backend.describe());
      command.say("%nNetwork: %s%n%s", experiment.network(), summary.toText());
      RunRecorder recorder = new RunRecorder(folder, experiment.data().title(), settings.epochs());
      try (TrainingProgress progress =
          new TrainingProgress(
              command.prose(), command.terminal().interactive(), settings.epochs())) {
        History done = before == null ? History.empty() : before;
        List<TrainerListener> listeners = new ArrayList<>(List.of(progress, recorder));
        if (page != null) {
          listeners.add(page.serve(shown(path, engine, done)));
          command.say("Live page: %s%n", page.address());
        }
        Trainer trainer =
            new Trainer(
                engine,
                experiment.train(),
                experiment.validation(),
                settings.training(),
                listeners);
        History history = trainer.run(done, interrupt::requested);
        if (history.epochs().size() < settings.epochs()) {
          ReportPage.write(folder);
          command.say(
              "%nInterrupted in epoch %d; saved, go on by --resume %s",
              history.epochs().size() + 1, path);
          return CommandRunner.FAILED;
        }
        Metrics metrics =
            experiment
                .test()
                .run(
                    folder,
                    engine,
                    history,
                    trainer.lastValidation(),
                    recorder.metrics(Metrics.FINISHED, history),
                    command.prose());
        ReportPage.write(folder);
        command.say("%nRun: %s", path);
        command.result(Map.of("run", path.toString(), "metrics", metrics));
      }
      return CommandRunner.DONE;
    }
  }

  private LiveTrainingPage.Shown shown(Path path, Engine engine, History before) {
    RunConfig.DataInfo data = experiment.data();
    return new LiveTrainingPage.Shown(
        new LivePage.Frame(
            "%s on %s".formatted(experiment.network(), data.title()),
            String.format(
                Locale.ROOT,
                "%,d training samples, %,d of validation, by the engine %s",
                experiment.train().count(),
                experiment.validation().count(),
                engine.name()),
            data.fromSample(),
            path.resolve(RunFolder.REPORT).toString()),
        before,
        experiment.settings().epochs(),
        experiment.validation(),
        data.classNames(),
        experiment.settings().seed(),
        "The training has ended; its run is in " + path);
  }
}
