package org.dl4jlab.imdb;

import org.dl4jlab.data.Cache;
import org.dl4jlab.data.RemoteFile;
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

  /**
   * The command with its own commands.
   *
   * @param cache of downloads
   * @param archive the official reviews
   */
  static CommandLine commandLine(Cache cache, RemoteFile archive) {
    return new CommandLine(new VectorsCommand())
        .addSubcommand(new VectorsInfoCommand())
        .addSubcommand(new VectorsNearestCommand())
        .addSubcommand(new VectorsTrainCommand(cache, archive));
  }

  @Override
  public void run() {
    throw new CommandLine.ParameterException(
        spec.commandLine(), "Say what to do: " + spec.subcommands().keySet());
  }
}
