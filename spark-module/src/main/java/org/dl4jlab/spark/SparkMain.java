package org.dl4jlab.spark;

import java.util.Arrays;
import java.util.List;
import org.dl4jlab.cifar.ImageArguments;
import org.dl4jlab.cifar.ImageClassification;
import org.dl4jlab.cli.CommandGroup;
import org.dl4jlab.cli.CommandRunner;
import org.dl4jlab.cli.DataLocations;
import org.dl4jlab.cli.Terminal;
import org.dl4jlab.cli.TrainCommand;
import org.dl4jlab.experiment.ProgramVersion;
import org.dl4jlab.imdb.SentimentAnalysis;
import org.dl4jlab.imdb.SentimentArguments;
import org.dl4jlab.spark.score.ImageScoreCommand;
import org.dl4jlab.spark.score.ReviewScoreCommand;
import org.dl4jlab.spark.train.SparkPlace;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line of the experiments on a cluster: {@code [cifar|imdb] COMMAND}. */
public final class SparkMain {

  private static final String IMAGES = "cifar";
  private static final String REVIEWS = "imdb";

  private SparkMain() {}

  /** Spark sends Java's own objects, so they are not refused here as in other programs. */
  public static void main(String[] args) {
    CommandGroup.exit(run(DataLocations.ofUser(), Terminal.ofProcess(), args));
  }

  /** Runs one command and returns its exit status. Images are meant where nothing is named. */
  static int run(DataLocations locations, Terminal terminal, String... args) {
    boolean named = args.length > 0 && List.of(IMAGES, REVIEWS).contains(args[0]);
    String[] command = named ? Arrays.copyOfRange(args, 1, args.length) : args;
    boolean reviews = named && args[0].equals(REVIEWS);
    return CommandRunner.run(reviews ? reviews(locations) : images(locations), terminal, command);
  }

  private static CommandLine images(DataLocations locations) {
    return program("spark")
        .addSubcommand(
            TrainCommand.commandLine(
                new ImageClassification(), new ImageArguments(), new SparkPlace(), locations))
        .addSubcommand(new ImageScoreCommand());
  }

  private static CommandLine reviews(DataLocations locations) {
    return program("spark " + REVIEWS)
        .addSubcommand(
            TrainCommand.commandLine(
                new SentimentAnalysis(), new SentimentArguments(), new SparkPlace(), locations))
        .addSubcommand(new ReviewScoreCommand());
  }

  private static CommandLine program(String name) {
    return CommandGroup.commandLine(new Program(), ProgramVersion.of(SparkMain.class))
        .setCommandName(name);
  }

  /** What the commands belong to. */
  @Command(
      mixinStandardHelpOptions = true,
      synopsisSubcommandLabel = "COMMAND",
      description =
          "The lecture's experiments on a cluster of Apache Spark: images, or behind the word imdb reviews.")
  private static final class Program extends CommandGroup {}
}
