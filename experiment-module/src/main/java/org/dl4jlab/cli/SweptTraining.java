package org.dl4jlab.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.dl4jlab.UserException;
import org.dl4jlab.experiment.ExperimentFamily;
import org.dl4jlab.experiment.ExperimentOptions;
import org.dl4jlab.experiment.ProgramVersion;
import org.dl4jlab.sweep.Setting;
import org.dl4jlab.sweep.SweepPlan;
import org.dl4jlab.sweep.Trial;
import picocli.CommandLine;

/**
 * A sweep's trainings by the command {@code train}, which several threads may run at once.
 *
 * @param arguments the family's own options, new ones for each training
 * @param <O> the family's options
 */
record SweptTraining<O extends ExperimentOptions>(
    ExperimentFamily<O> family,
    Supplier<? extends ExperimentArguments<O>> arguments,
    DataLocations locations)
    implements Trial.Training {

  private static final String TRAIN = "train";

  /** The command, with options that nobody has given yet. */
  CommandLine command() {
    return TrainCommand.commandLine(family, arguments.get(), locations);
  }

  /** The program's name and what a training without options is asked for. */
  O defaults() {
    return family.defaults();
  }

  String name() {
    return family.name();
  }

  /**
   * What a setting asks for with a seed.
   *
   * @throws picocli.CommandLine.ParameterException when an option has no such value
   */
  O options(Setting setting, String seed) {
    CommandLine train = command();
    train.setCaseInsensitiveEnumValuesAllowed(true);
    List<String> line = words(setting.options(), seed);
    train.parseArgs(line.toArray(String[]::new));
    @SuppressWarnings("unchecked")
    TrainCommand<O> parsed = (TrainCommand<O>) train.getCommand();
    return parsed.options();
  }

  @Override
  public void train(Trial trial, int epochs) {
    Map<String, String> options = trial.setting().options();
    List<String> line = new ArrayList<>(List.of(TRAIN));
    if (trial.isBegun()) {
      line.addAll(List.of("--resume", trial.run().toString()));
    } else {
      line.addAll(words(options, trial.seed()));
      line.addAll(List.of("--run", trial.run().toString()));
    }
    line.removeIf((SweepPlan.EPOCHS + "=" + options.get(SweepPlan.EPOCHS))::equals);
    line.addAll(List.of(SweepPlan.EPOCHS, String.valueOf(epochs)));
    StringWriter complaints = new StringWriter();
    int status = run(line, complaints);
    if (status != CommandRunner.DONE) {
      throw new UserException(
          complaints
              .toString()
              .lines()
              .findFirst()
              .map(complaint -> complaint.replaceFirst("^Failed: ", ""))
              .orElse("the training was interrupted"));
    }
  }

  private int run(List<String> line, StringWriter complaints) {
    CommandLine program =
        CommandGroup.commandLine(new Trainings(), ProgramVersion.of(family.getClass()))
            .addSubcommand(command());
    return CommandRunner.run(
        program,
        new Terminal(
            new PrintWriter(Writer.nullWriter()), new PrintWriter(complaints, true), false),
        line.toArray(String[]::new));
  }

  /** An option and its value are one word, so that a value may begin as options do. */
  private static List<String> words(Map<String, String> options, String seed) {
    return Stream.concat(options.entrySet().stream(), Stream.of(Map.entry(SweepPlan.SEED, seed)))
        .map(option -> option.getKey() + "=" + option.getValue())
        .toList();
  }

  /** What {@code train} is a command of. */
  @CommandLine.Command(name = "sweep")
  private static final class Trainings extends CommandGroup {}
}
