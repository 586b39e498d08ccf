package org.dl4jlab.imdb;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.dl4jlab.cli.Experiment;
import org.dl4jlab.data.TokenDataset;
import org.dl4jlab.engine.Engine;
import org.dl4jlab.imdb.data.Review;
import org.dl4jlab.imdb.data.ReviewSet;
import org.dl4jlab.imdb.explain.Explainer;
import org.dl4jlab.imdb.explain.HighlightedReview;
import org.dl4jlab.report.BinaryReport;
import org.dl4jlab.report.CalibrationChart;
import org.dl4jlab.report.ClassificationReport;
import org.dl4jlab.report.ConfusionPicture;
import org.dl4jlab.report.CurvesChart;
import org.dl4jlab.report.PredictedSample;
import org.dl4jlab.report.SampleSelection;
import org.dl4jlab.run.Metrics;
import org.dl4jlab.run.Metrics.BinaryScores;
import org.dl4jlab.run.RunFolder;
import org.dl4jlab.train.Evaluator;
import org.dl4jlab.train.History;
import org.dl4jlab.train.Predictions;

/**
 * What a finished training leaves in its folder besides the model: the test reviews' figures and
 * pictures, and some of them with the words that decided.
 *
 * @param test the same reviews as the network reads them
 * @param title names the data
 * @param seed picks the reviews that are shown
 */
record SentimentEvaluation(
    List<Review> reviews, TokenDataset test, Explainer explainer, String title, long seed)
    implements Experiment.Test {

  static final String CALIBRATION = "calibration.png";

  private static final int PREDICTIONS = 10;
  private static final int MISTAKES = 10;

  @Override
  public Metrics run(
      RunFolder folder,
      Engine engine,
      History history,
      Predictions validation,
      Metrics metrics,
      PrintWriter out)
      throws IOException {
    Predictions predictions = Evaluator.evaluate(engine, test);
    ClassificationReport report = ClassificationReport.of(predictions, ReviewSet.CLASS_NAMES);
    BinaryScores binary = BinaryReport.of(predictions);
    Metrics tested = metrics.tested(report.score(), report.classes(), report.confusion(), binary);
    String heading = "%s on %s".formatted(SentimentExperiment.NETWORK, title);
    folder.write(RunFolder.CURVES, CurvesChart.draw(history, heading));
    folder.write(RunFolder.CONFUSION, ConfusionPicture.draw(report, heading));
    folder.write(CALIBRATION, CalibrationChart.draw(binary, heading));
    folder.writeJson(
        RunFolder.PREDICTED, marked(SampleSelection.random(reviews.size(), PREDICTIONS, seed)));
    folder.writeJson(
        RunFolder.MISTAKES, marked(SampleSelection.surestMistakes(predictions, MISTAKES)));
    folder.write(tested);
    out.printf(
        Locale.ROOT,
        "%nBest epoch: %d, val_accuracy %.4f%nTest (%s, %,d reviews) - loss: %.4f - accuracy: %.4f - ROC AUC: %.4f%n",
        tested.bestEpoch().epoch(),
        tested.bestEpoch().valAccuracy(),
        title,
        report.score().samples(),
        report.score().loss(),
        report.score().accuracy(),
        binary.rocAuc());
    out.flush();
    return tested;
  }

  /** Reviews without a known word have nothing to be marked. */
  private List<PredictedSample> marked(int[] numbers) {
    return Arrays.stream(numbers)
        .filter(number -> test.texts()[number].length > 0)
        .mapToObj(reviews::get)
        .map(review -> HighlightedReview.of(review, explainer.explain(review.text())).sample())
        .toList();
  }
}
