package org.dl4jlab.imdb;

import org.dl4jlab.cli.CommandGroup;
import org.dl4jlab.cli.CommandRunner;
import org.dl4jlab.cli.CompareCommand;
import org.dl4jlab.cli.DataCommand.DataLocations;
import org.dl4jlab.cli.DevicesCommand;
import org.dl4jlab.cli.ReportCommand;
import org.dl4jlab.cli.Terminal;
import org.dl4jlab.imdb.data.Imdb;
import org.dl4jlab.source.Cache;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line of the sentiment experiment. */
@Command(
    name = "imdb",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    description = "The lecture's experiment on movie reviews, on Deeplearning4j.")
public final class ImdbMain extends CommandGroup {

  private ImdbMain() {}

  public static void main(String[] args) {
    exit(run(new DataLocations(Cache.ofUser(), Imdb.ARCHIVE), Terminal.ofProcess(), args));
  }

  /** Runs one command and returns its exit status. */
  static int run(DataLocations places, Terminal terminal, String... args) {
    CommandLine commands =
        commandLine(new ImdbMain(), version())
            .addSubcommand(new TrainCommand(places))
            .addSubcommand(new EvaluateCommand(places))
            .addSubcommand(new PredictCommand(places))
            .addSubcommand(new SummaryCommand())
            .addSubcommand(new ExploreCommand(places))
            .addSubcommand(VectorsCommand.commandLine(places))
            .addSubcommand(new ReportCommand())
            .addSubcommand(new CompareCommand())
            .addSubcommand(new DevicesCommand());
    return CommandRunner.run(commands, terminal, args);
  }

  static String version() {
    return version(ImdbMain.class);
  }
}
