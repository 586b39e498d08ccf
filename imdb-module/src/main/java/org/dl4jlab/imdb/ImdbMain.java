package org.dl4jlab.imdb;

import org.dl4jlab.cli.CommandGroup;
import org.dl4jlab.cli.CommandRunner;
import org.dl4jlab.cli.DataLocations;
import org.dl4jlab.cli.ExperimentProgram;
import org.dl4jlab.cli.JavaObjects;
import org.dl4jlab.cli.Terminal;
import picocli.CommandLine;

/** The command line of the experiment on reviews. */
public final class ImdbMain {

  private ImdbMain() {}

  public static void main(String[] args) {
    JavaObjects.refuse();
    CommandGroup.exit(run(DataLocations.ofUser(), Terminal.ofProcess(), args));
  }

  /** Runs one command and returns its exit status. */
  static int run(DataLocations locations, Terminal terminal, String... args) {
    CommandLine program =
        ExperimentProgram.of(
            new SentimentAnalysis(),
            "The lecture's experiment on movie reviews, on Deeplearning4j.",
            SentimentArguments::new,
            null,
            locations,
            new SentimentServing(),
            new SentimentPredictCommand(locations),
            new SentimentSummaryCommand(),
            new SentimentImportCommand(locations),
            new ExploreCommand(locations),
            VectorsCommand.commandLine(locations));
    return CommandRunner.run(program, terminal, args);
  }
}
