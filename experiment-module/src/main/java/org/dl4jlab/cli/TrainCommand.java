package org.dl4jlab.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.Map;
import org.dl4jlab.experiment.DryRun;
import org.dl4jlab.experiment.Experiment;
import org.dl4jlab.experiment.ExperimentFamily;
import org.dl4jlab.experiment.ExperimentOptions;
import org.dl4jlab.experiment.TrainedRun;
import org.dl4jlab.experiment.TrainingResult;
import org.dl4jlab.experiment.TrainingSession;
import org.dl4jlab.run.RunConfig;
import org.dl4jlab.run.RunFolder;
import org.dl4jlab.run.TrainingSettings;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/**
 * Trains a network of a family of experiments, or trains it on.
 *
 * @param <O> the family's options
 */
@Command(name = "train", mixinStandardHelpOptions = true)
public final class TrainCommand<O extends ExperimentOptions> extends DataCommand {

  private static final String KEEPS_OPTIONS =
      "A continued run keeps its options; only --epochs, --data, --engine and --threads can be given with --resume";

  private final ExperimentFamily<O> family;
  private final ExperimentArguments<O> own;
  private final TrainingPlace place;

  @Mixin private TrainingArguments arguments;
  @Mixin private ConfigOption config;

  private TrainCommand(
      ExperimentFamily<O> family,
      ExperimentArguments<O> own,
      TrainingPlace place,
      DataLocations locations) {
    super(locations);
    this.family = family;
    this.own = own;
    this.place = place;
  }

  /** The command with the family's own options and figures in its help. */
  static <O extends ExperimentOptions> CommandLine commandLine(
      ExperimentFamily<O> family, ExperimentArguments<O> own, DataLocations locations) {
    return commandLine(family, own, TrainingPlace.HERE, locations);
  }

  /** The same for another place, with its options. */
  public static <O extends ExperimentOptions> CommandLine commandLine(
      ExperimentFamily<O> family,
      ExperimentArguments<O> own,
      TrainingPlace place,
      DataLocations locations) {
    CommandLine command = new CommandLine(new TrainCommand<>(family, own, place, locations));
    command.addMixin("own", own);
    if (place != TrainingPlace.HERE) {
      command.addMixin("place", place);
    }
    TrainingSettings defaults = family.defaults().settings();
    command
        .getCommandSpec()
        .usageMessage()
        .description(
            "Train a network and keep everything about it in the folder of the run.",
            "Default: %d epochs with learning rate %s, into runs/%s-NETWORK-TIME."
                .formatted(defaults.epochs(), plain(defaults.learningRate()), family.name()));
    return command;
  }

  private static String plain(double number) {
    return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
  }

  @Override
  public Integer call() throws IOException {
    config.apply(commandLine());
    checkDevice();
    return arguments.resumes() ? resume() : start();
  }

  private int start() throws IOException {
    O options = options();
    Path path = arguments.newRun("%s-%s".formatted(family.name(), options.networkName()));
    Experiment experiment = family.create(options, access(), console());
    if (arguments.dryRun()) {
      result(new DryRun(experiment, console()).run());
      return CommandRunner.DONE;
    }
    return train(
        experiment,
        null,
        session -> arguments.namesRun() ? session.start(path) : session.startNumbered(path));
  }

  private int resume() throws IOException {
    if (own.given() || place.given() || arguments.dryRun() || arguments.changesWhatARunKeeps()) {
      throw usage(KEEPS_OPTIONS);
    }
    RunFolder folder = RunFolder.open(arguments.resumed());
    if (!folder.hasModel()) {
      return restart(folder);
    }
    TrainedRun<O> before = TrainedRun.open(folder.path(), family, arguments.data());
    TrainedRun<O> run = before.withOptions(checked(() -> over(before.options())));
    run.history(); // a run with nothing left is refused before its data is opened
    run.folder().notices().forEach(notice -> say("%s", notice));
    Experiment experiment = family.reopen(run, access(), console());
    return train(experiment, run.config().options(), session -> session.resume(run));
  }

  /** A run that was ended before it had saved anything begins anew, as it was asked for. */
  private int restart(RunFolder folder) throws IOException {
    RunConfig config = folder.readConfigOf(family.name());
    O asked = RunFolder.options(config, family.optionsType());
    say("%s has no model yet; it is trained from the beginning", folder.path());
    Experiment experiment = family.create(checked(() -> over(asked)), access(), console());
    return train(experiment, config.options(), session -> session.restart(folder));
  }

  /**
   * What a new run would be asked for.
   *
   * @throws picocli.CommandLine.ParameterException when an option has no such value
   */
  O options() {
    return checked(
        () -> {
          O base = own.defaults(family.defaults());
          return own.over(base, place.settings(arguments.over(base.settings())));
        });
  }

  private O over(O base) {
    return own.over(base, arguments.over(base.settings()));
  }

  private interface Training {
    TrainingResult by(TrainingSession session) throws IOException;
  }

  private int train(Experiment asked, JsonNode before, Training training) throws IOException {
    TrainingPlace.Placed placed = place.place(asked, before);
    // Until this is closed, a process that was asked to end lives on.
    try (Interrupt interrupt = new Interrupt()) {
      TrainingResult result =
          training.by(
              new TrainingSession(
                  placed.experiment(),
                  console(),
                  arguments.ui(),
                  interrupt::requested,
                  arguments.checkpoints(),
                  placed.engine()));
      if (!result.finished()) {
        say(
            "%nInterrupted in epoch %d; saved. To continue: train --resume %s",
            result.history().epochs().size() + 1, result.run());
        return CommandRunner.FAILED;
      }
      say("%nRun: %s", result.run());
      result(Map.of("run", result.run().toString(), "metrics", result.metrics()));
      return CommandRunner.DONE;
    }
  }
}
