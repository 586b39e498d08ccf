package org.dl4jlab.experiment;

import java.util.List;
import java.util.Locale;
import org.dl4jlab.report.BinaryReport;
import org.dl4jlab.report.ClassificationReport;
import org.dl4jlab.run.Metrics;
import org.dl4jlab.run.Metrics.BinaryScores;
import org.dl4jlab.train.Familiarity;
import org.dl4jlab.train.Predictions;

/**
 * A network's scores on the test samples.
 *
 * @param binary what is asked of a single probability besides, null where there are several
 * @param familiarity how sure the network was, null where too few answers are right to tell
 */
public record TestScores(
    ClassificationReport report, BinaryScores binary, Familiarity familiarity) {

  public static TestScores of(Predictions predictions, List<String> classNames) {
    return new TestScores(
        ClassificationReport.of(predictions, classNames),
        predictions.probabilities()[0].length == 1 ? BinaryReport.of(predictions) : null,
        Familiarity.of(predictions).orElse(null));
  }

  public double loss() {
    return report.score().loss();
  }

  public double accuracy() {
    return report.score().accuracy();
  }

  /** Loss and accuracy on so many samples, in a line. */
  public String line(ExperimentData data) {
    return String.format(
        Locale.ROOT,
        "Test (%s, %,d %s) - loss: %.4f - accuracy: %.4f",
        data.info().title(),
        report.score().samples(),
        data.noun(),
        loss(),
        accuracy());
  }

  /**
   * Each class and the confusion matrix; of a single probability also how well it is calibrated.
   */
  public String toText() {
    return binary == null
        ? report.toText()
        : "%s%n%s".formatted(report.toText(), BinaryReport.toText(binary));
  }

  Metrics in(Metrics training) {
    return training.tested(
        report.score(), report.classes(), report.confusion(), binary, familiarity);
  }
}
