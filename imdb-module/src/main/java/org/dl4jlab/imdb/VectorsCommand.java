package org.dl4jlab.imdb;

import org.dl4jlab.cli.CommandGroup;
import org.dl4jlab.cli.DataLocations;
import picocli.CommandLine;
import picocli.CommandLine.Command;

@Command(
    name = "vectors",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    description = "Word vectors: look at a file of them, or train your own.")
final class VectorsCommand extends CommandGroup {

  private VectorsCommand() {}

  /** The command with its own commands. */
  static CommandLine commandLine(DataLocations locations) {
    return new CommandLine(new VectorsCommand())
        .addSubcommand(new VectorsInfoCommand())
        .addSubcommand(new VectorsNearestCommand())
        .addSubcommand(new VectorsTrainCommand(locations));
  }
}
