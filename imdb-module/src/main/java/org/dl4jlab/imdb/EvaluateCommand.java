package org.dl4jlab.imdb;

import java.io.IOException;
import java.nio.file.Path;
import org.dl4jlab.cli.CommandRunner;
import org.dl4jlab.engine.Engine;
import org.dl4jlab.engine.Engines;
import org.dl4jlab.imdb.data.ReviewSet;
import org.dl4jlab.imdb.encoding.EncodedReviews;
import org.dl4jlab.imdb.encoding.TokenizedReviews;
import org.dl4jlab.report.BinaryReport;
import org.dl4jlab.report.ClassificationReport;
import org.dl4jlab.run.Metrics.BinaryScores;
import org.dl4jlab.run.RunConfig;
import org.dl4jlab.run.RunFolder;
import org.dl4jlab.train.Evaluator;
import org.dl4jlab.train.Predictions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "evaluate",
    mixinStandardHelpOptions = true,
    description =
        "Test a run's network: loss, accuracy, each class, ROC AUC, calibration, the confusion matrix.")
final class EvaluateCommand extends ImdbCommand {

  @Option(names = "--run", required = true, description = "The run's folder.")
  private Path run;

  @Option(names = "--data", description = "Other reviews than the run's.")
  private String data;

  @Option(names = "--engine", description = "auto or an engine's name (default auto).")
  private String engineName = Engines.AUTO;

  /** The figures as JSON. */
  private record Figures(
      String data,
      double loss,
      double accuracy,
      ClassificationReport report,
      BinaryScores binary) {}

  EvaluateCommand(DataLocations places) {
    super(places);
  }

  @Override
  public Integer call() throws IOException {
    checkDevice();
    RunFolder folder = RunFolder.open(run);
    RunConfig config = folder.readConfigOf(SentimentExperiment.NAME);
    SentimentExperiment options = RunFolder.options(config, SentimentExperiment.class);
    var graph = folder.readModel();
    var words = vectorsOf(folder, graph);
    ReviewSet reviews = openReviewsOf(config, options.settings(), data);
    if (!ReviewSet.checksum(reviews.test()).equals(config.data().testSha256())) {
      say("These are not the test reviews of the run");
    }
    EncodedReviews encoded =
        EncodedReviews.of(
            reviews,
            TokenizedReviews.of(reviews),
            words,
            options.tokens(),
            options.settings().seed());
    try (Engine engine = openEngine(engineName, graph)) {
      Predictions predictions = Evaluator.evaluate(engine, encoded.test());
      ClassificationReport report = ClassificationReport.of(predictions, ReviewSet.CLASS_NAMES);
      BinaryScores binary = BinaryReport.of(predictions);
      say(
          "Test (%s, %,d reviews) - loss: %.4f - accuracy: %.4f%n",
          reviews.title(),
          report.score().samples(),
          report.score().loss(),
          report.score().accuracy());
      say("%s%n%s", report.toText(), BinaryReport.toText(binary));
      result(
          new Figures(
              reviews.title(), report.score().loss(), report.score().accuracy(), report, binary));
    }
    return CommandRunner.DONE;
  }
}
