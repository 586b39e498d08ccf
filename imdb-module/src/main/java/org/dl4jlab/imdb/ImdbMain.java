package org.dl4jlab.imdb;

import org.dl4jlab.cli.CommandRunner;
import org.dl4jlab.cli.CompareCommand;
import org.dl4jlab.cli.DataCommand.DataPlaces;
import org.dl4jlab.cli.DevicesCommand;
import org.dl4jlab.cli.ReportCommand;
import org.dl4jlab.cli.Terminal;
import org.dl4jlab.data.Cache;
import org.dl4jlab.imdb.data.Imdb;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;

/** The command line of the sentiment experiment. */
@Command(
    name = "imdb",
    mixinStandardHelpOptions = true,
    versionProvider = ImdbMain.Version.class,
    synopsisSubcommandLabel = "COMMAND",
    description = "The lecture's experiment on movie reviews, on Deeplearning4j.")
public final class ImdbMain implements Runnable {

  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  private ImdbMain() {}

  public static void main(String[] args) {
    int status = run(new DataPlaces(Cache.ofUser(), Imdb.ARCHIVE), Terminal.ofProcess(), args);
    if (status != CommandRunner.DONE) {
      System.exit(status);
    }
  }

  /** Runs one command and returns its exit status. */
  static int run(DataPlaces places, Terminal terminal, String... args) {
    CommandLine commands =
        new CommandLine(new ImdbMain())
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

  @Override
  public void run() {
    throw new CommandLine.ParameterException(
        spec.commandLine(), "Say what to do: " + spec.subcommands().keySet());
  }

  static String version() {
    String version = ImdbMain.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }

  /** What {@code --version} prints. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"dl4j-lab " + version()};
    }
  }
}
