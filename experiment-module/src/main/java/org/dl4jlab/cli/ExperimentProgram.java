package org.dl4jlab.cli;

import java.util.function.Supplier;
import org.dl4jlab.experiment.ExperimentFamily;
import org.dl4jlab.experiment.ExperimentOptions;
import org.dl4jlab.experiment.ProgramVersion;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/**
 * The command line of a family of experiments: what all families have, to which each adds its own
 * commands.
 */
@Command(mixinStandardHelpOptions = true, synopsisSubcommandLabel = "COMMAND")
public final class ExperimentProgram extends CommandGroup {

  private ExperimentProgram() {}

  /**
   * @param description a sentence for the help
   * @param arguments the options of {@code train} that are the family's own, new ones each time
   * @param testArguments those of {@code evaluate}, null for none
   * @param serving how the family's runs are served
   * @param own the family's own commands
   * @param <O> the family's options
   */
  public static <O extends ExperimentOptions> CommandLine of(
      ExperimentFamily<O> family,
      String description,
      Supplier<? extends ExperimentArguments<O>> arguments,
      TestArguments<O> testArguments,
      DataLocations locations,
      Serving<O> serving,
      Object... own) {
    CommandLine program =
        commandLine(new ExperimentProgram(), ProgramVersion.of(family.getClass()));
    program.setCommandName(family.name());
    program.getCommandSpec().usageMessage().description(description);
    program
        .addSubcommand(TrainCommand.commandLine(family, arguments.get(), locations))
        .addSubcommand(SweepCommand.commandLine(new SweptTraining<>(family, arguments, locations)))
        .addSubcommand(EvaluateCommand.commandLine(family, testArguments, locations));
    for (Object command : own) {
      program.addSubcommand(command);
    }
    return program
        .addSubcommand(new ExportCommand<>(family))
        .addSubcommand(new ServeCommand<>(family, serving))
        .addSubcommand(new ReportCommand(family.name()))
        .addSubcommand(new CompareCommand())
        .addSubcommand(new RunsCommand(family.name()))
        .addSubcommand(new DevicesCommand())
        .addSubcommand(new CompletionCommand());
  }
}
