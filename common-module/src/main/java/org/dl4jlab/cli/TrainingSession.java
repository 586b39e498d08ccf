package org.dl4jlab.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.dl4jlab.engine.Backend;
import org.dl4jlab.engine.Engine;
import org.dl4jlab.report.Summary;
import org.dl4jlab.run.Metrics;
import org.dl4jlab.run.RunFolder;
import org.dl4jlab.run.RunRecorder;
import org.dl4jlab.train.History;
import org.dl4jlab.train.Trainer;

/** Trains an experiment's network, from the engine's opening to the run's last file. */
public final class TrainingSession {

  private final DataCommand command;
  private final Experiment experiment;

  /**
   * @param command whose terminal is written to
   */
  public TrainingSession(DataCommand command, Experiment experiment) {
    this.command = command;
    this.experiment = experiment;
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
    try (Engine engine =
        command.openEngine(settings.engine(), experiment.graph(), settings.engineOptions())) {
      RunFolder folder = before == null ? RunFolder.create(path) : RunFolder.open(path);
      folder.write(experiment.config(engine));
      if (before == null) {
        experiment.extras().write(folder);
      }
      Summary summary = Summary.of(experiment.graph(), experiment.input());
      folder.write(RunFolder.SUMMARY, summary.toText());
      command.say("Engine: %s on %s", engine.name(), Backend.describe());
      command.say("%nNetwork: %s%n%s", experiment.network(), summary.toText());
      RunRecorder recorder = new RunRecorder(folder, experiment.data().title(), settings.epochs());
      try (Interrupt interrupt = new Interrupt();
          TrainingProgress progress =
              new TrainingProgress(
                  command.prose(), command.terminal().interactive(), settings.epochs())) {
        Trainer trainer =
            new Trainer(
                engine,
                experiment.train(),
                experiment.validation(),
                settings.training(),
                List.of(progress, recorder));
        History history =
            trainer.run(before == null ? History.empty() : before, interrupt::requested);
        if (history.epochs().size() < settings.epochs()) {
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
        command.say("%nRun: %s", path);
        command.result(Map.of("run", path.toString(), "metrics", metrics));
      }
      return CommandRunner.DONE;
    }
  }
}
