package org.dl4jlab.experiment;

import java.io.IOException;
import java.util.Locale;
import org.dl4jlab.method.Keep;
import org.dl4jlab.report.CalibrationChart;
import org.dl4jlab.report.ConfusionPicture;
import org.dl4jlab.report.CurvesChart;
import org.dl4jlab.report.SampleSelection;
import org.dl4jlab.run.Metrics;
import org.dl4jlab.run.RunFolder;
import org.dl4jlab.train.History;
import org.dl4jlab.train.Predictions;

/**
 * What a finished training leaves in its folder besides the model: scores, charts, and some test
 * samples with what the network takes them for.
 */
record Evaluation(Experiment experiment, RunFolder folder) {

  private static final String CALIBRATION = "calibration.png";
  private static final int RANDOM_SAMPLES = 10;
  private static final int MISTAKES = 10;

  /**
   * @param predictions of all test samples
   * @param training the metrics so far
   * @return the metrics with the test's scores, which are still to be written
   */
  Metrics write(History history, Predictions predictions, Metrics training, Console console)
      throws IOException {
    ExperimentData data = experiment.data();
    TestScores scores = TestScores.of(predictions, data.info().classNames());
    Metrics metrics = scores.in(training);
    String title = experiment.title();
    if (!history.epochs().isEmpty()) {
      folder.write(RunFolder.CURVES, CurvesChart.draw(history.rounded(), title));
    }
    folder.write(RunFolder.CONFUSION, ConfusionPicture.draw(scores.report(), title));
    if (scores.binary() != null) {
      folder.write(CALIBRATION, CalibrationChart.draw(scores.binary(), title));
    }
    writeSamples(predictions, title);
    history
        .best()
        .ifPresent(
            best ->
                console.say(
                    "%nBest epoch: %d, val_accuracy %.4f%s",
                    best.epoch(), best.valAccuracy(), meaning(data)));
    console.say(
        "%s%s",
        scores.line(data),
        scores.binary() == null
            ? ""
            : String.format(Locale.ROOT, " - ROC AUC: %.4f", scores.binary().rocAuc()));
    return metrics;
  }

  /** What the best epoch's accuracy is worth. */
  private String meaning(ExperimentData data) {
    if (data.isValidatedOnTest()) {
      return " (chosen by the test %s, so no test result)".formatted(data.noun());
    }
    return experiment.settings().method().keep() == Keep.BEST ? "; it is tested:" : "";
  }

  private void writeSamples(Predictions predictions, String title) throws IOException {
    int count = experiment.data().test().count();
    int[] random = SampleSelection.random(count, RANDOM_SAMPLES, experiment.settings().seed());
    int[] mistakes = SampleSelection.surestMistakes(predictions, MISTAKES);
    Experiment.Samples samples = experiment.samples();
    samples.draw(folder, random, predictions, title);
    folder.writeJson(RunFolder.PREDICTED, samples.show(random, predictions));
    folder.writeJson(RunFolder.MISTAKES, samples.show(mistakes, predictions));
  }
}
