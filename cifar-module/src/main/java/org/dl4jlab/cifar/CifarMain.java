package org.dl4jlab.cifar;

import org.dl4jlab.cifar.data.Cifar10;
import org.dl4jlab.cli.CommandGroup;
import org.dl4jlab.cli.CommandRunner;
import org.dl4jlab.cli.CompareCommand;
import org.dl4jlab.cli.DataCommand.DataLocations;
import org.dl4jlab.cli.DevicesCommand;
import org.dl4jlab.cli.ReportCommand;
import org.dl4jlab.cli.Terminal;
import org.dl4jlab.source.Cache;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line of the CIFAR-10 experiments. */
@Command(
    name = "cifar",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    description = "The lecture's experiments on images, on Deeplearning4j.")
public final class CifarMain extends CommandGroup {

  private CifarMain() {}

  public static void main(String[] args) {
    exit(run(new DataLocations(Cache.ofUser(), Cifar10.ARCHIVE), Terminal.ofProcess(), args));
  }

  /** Runs one command and returns its exit status. */
  static int run(DataLocations places, Terminal terminal, String... args) {
    CommandLine commands =
        commandLine(new CifarMain(), version())
            .addSubcommand(new TrainCommand(places))
            .addSubcommand(new EvaluateCommand(places))
            .addSubcommand(new PredictCommand(places))
            .addSubcommand(new SummaryCommand())
            .addSubcommand(new ExploreCommand(places))
            .addSubcommand(new ReportCommand())
            .addSubcommand(new CompareCommand())
            .addSubcommand(new DevicesCommand())
            .addSubcommand(new InspectCommand(places))
            .addSubcommand(new ConceptsCommand());
    return CommandRunner.run(commands, terminal, args);
  }

  static String version() {
    return version(CifarMain.class);
  }
}
