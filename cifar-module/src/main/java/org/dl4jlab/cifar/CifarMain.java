package org.dl4jlab.cifar;

import org.dl4jlab.cli.CommandGroup;
import org.dl4jlab.cli.CommandRunner;
import org.dl4jlab.cli.DataLocations;
import org.dl4jlab.cli.ExperimentProgram;
import org.dl4jlab.cli.JavaObjects;
import org.dl4jlab.cli.Terminal;
import picocli.CommandLine;

/** The command line of the experiments on images. */
public final class CifarMain {

  private CifarMain() {}

  public static void main(String[] args) {
    JavaObjects.refuse();
    CommandGroup.exit(run(DataLocations.ofUser(), Terminal.ofProcess(), args));
  }

  /** Runs one command and returns its exit status. */
  static int run(DataLocations locations, Terminal terminal, String... args) {
    CommandLine program =
        ExperimentProgram.of(
            new ImageClassification(),
            "The lecture's experiments on images, on Deeplearning4j.",
            ImageArguments::new,
            new ImageTestArguments(),
            locations,
            new ImageServing(),
            new ImagePredictCommand(locations),
            new ImageSummaryCommand(),
            new ImageImportCommand(locations),
            new ExploreCommand(locations),
            new InspectCommand(locations),
            new ConceptsCommand());
    return CommandRunner.run(program, terminal, args);
  }
}
