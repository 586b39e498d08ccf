package org.dl4jlab.cifar;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.Locale;
import org.dl4jlab.cifar.data.ImageSet;
import org.dl4jlab.engine.Engine;
import org.dl4jlab.report.ClassificationReport;
import org.dl4jlab.report.ConfusionPicture;
import org.dl4jlab.report.CurvesChart;
import org.dl4jlab.report.PredictionsPicture;
import org.dl4jlab.run.Metrics;
import org.dl4jlab.run.RunConfig;
import org.dl4jlab.run.RunFolder;
import org.dl4jlab.run.RunRecorder;
import org.dl4jlab.train.Evaluator;
import org.dl4jlab.train.History;
import org.dl4jlab.train.Predictions;

/** What a finished training leaves in its folder besides the model: figures and pictures. */
final class TestReport {

  private static final int PREDICTIONS = 10;

  private final RunFolder folder;
  private final RunConfig config;
  private final ImageSet images;

  TestReport(RunFolder folder, RunConfig config, ImageSet images) {
    this.folder = folder;
    this.config = config;
    this.images = images;
  }

  Metrics write(Engine engine, RunRecorder recorder, History history, PrintWriter out)
      throws IOException {
    ExperimentOptions options = RunFolder.options(config, ExperimentOptions.class);
    String title = "%s on %s".formatted(options.network(), images.title());
    Predictions predictions = Evaluator.evaluate(engine, images.test());
    ClassificationReport report = ClassificationReport.of(predictions, images.classNames());
    Metrics metrics =
        recorder
            .metrics(Metrics.FINISHED, history)
            .tested(report.score(), report.classes(), report.confusion());
    folder.write(RunFolder.CURVES, CurvesChart.draw(history, title));
    folder.write(RunFolder.CONFUSION, ConfusionPicture.draw(report, title));
    folder.write(
        RunFolder.PREDICTIONS,
        PredictionsPicture.draw(
            RandomPredictions.pick(predictions, images.test(), PREDICTIONS, options.seed()),
            title));
    folder.write(metrics);
    out.printf(
        Locale.ROOT,
        "%nBest epoch: %d, val_accuracy %.4f%nTest (%s, %,d images) - loss: %.4f - accuracy: %.4f%n",
        metrics.bestEpoch().epoch(),
        metrics.bestEpoch().valAccuracy(),
        images.title(),
        report.score().samples(),
        report.score().loss(),
        report.score().accuracy());
    out.flush();
    return metrics;
  }
}
