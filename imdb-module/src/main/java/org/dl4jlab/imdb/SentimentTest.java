package org.dl4jlab.imdb;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.Locale;
import org.dl4jlab.cli.Experiment;
import org.dl4jlab.data.TokenData;
import org.dl4jlab.engine.Engine;
import org.dl4jlab.imdb.data.ReviewSet;
import org.dl4jlab.report.BinaryReport;
import org.dl4jlab.report.CalibrationChart;
import org.dl4jlab.report.ClassificationReport;
import org.dl4jlab.report.ConfusionPicture;
import org.dl4jlab.report.CurvesChart;
import org.dl4jlab.run.Metrics;
import org.dl4jlab.run.Metrics.BinaryScores;
import org.dl4jlab.run.RunFolder;
import org.dl4jlab.train.Evaluator;
import org.dl4jlab.train.History;
import org.dl4jlab.train.Predictions;

/**
 * What a finished training leaves in its folder besides the model: the test reviews' figures and
 * pictures.
 *
 * @param title names the data
 */
record SentimentTest(TokenData test, String title) implements Experiment.Test {

  static final String CALIBRATION = "calibration.png";

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
}
