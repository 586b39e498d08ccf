package org.dl4jlab.imdb;

import org.dl4jlab.cli.DataCommand.DataPlaces;
import picocli.CommandLine;
import picocli.CommandLine.Command;

@Command(
    name = "vectors",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    description = "Word vectors: look at a file of them, or train your own.")
final class VectorsCommand implements Runnable {

  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  private VectorsCommand() {}

  /** The command with its own commands. */
  static CommandLine commandLine(DataPlaces places) {
    return new CommandLine(new VectorsCommand())
        .addSubcommand(new VectorsInfoCommand())
        .addSubcommand(new VectorsNearestCommand())
        .addSubcommand(new VectorsTrainCommand(places));
  }

  @Override
  public void run() {
    throw new CommandLine.ParameterException(
        spec.commandLine(), "Say what to do: " + spec.subcommands().keySet());
  }
}
