package org.dl4jlab.cifar;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.dl4jlab.cifar.data.ImageSet;
import org.dl4jlab.cli.Experiment;
import org.dl4jlab.engine.Engine;
import org.dl4jlab.nets.ImageNetwork;
import org.dl4jlab.report.ClassificationReport;
import org.dl4jlab.report.ConfusionPicture;
import org.dl4jlab.report.CurvesChart;
import org.dl4jlab.report.PredictedSample;
import org.dl4jlab.report.PredictionsPicture;
import org.dl4jlab.report.SampleSelection;
import org.dl4jlab.run.Metrics;
import org.dl4jlab.run.RunFolder;
import org.dl4jlab.train.History;
import org.dl4jlab.train.Predictions;

/**
 * What a finished training leaves in its folder besides the model: figures and pictures. The
 * validation images are the test images, so their last predictions are the test's.
 */
record ImageEvaluation(ImageSet images, ImageNetwork network, long seed)
    implements Experiment.Test {

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
    String title = "%s on %s".formatted(network, images.title());
    ClassificationReport report = ClassificationReport.of(validation, images.classNames());
    Metrics tested = metrics.tested(report.score(), report.classes(), report.confusion(), null);
    folder.write(RunFolder.CURVES, CurvesChart.draw(history, title));
    folder.write(RunFolder.CONFUSION, ConfusionPicture.draw(report, title));
    folder.write(
        RunFolder.PREDICTIONS,
        PredictionsPicture.draw(
            RandomPredictions.pick(validation, images.test(), PREDICTIONS, seed), title));
    folder.writeJson(
        RunFolder.PREDICTED,
        samples(validation, SampleSelection.random(images.test().count(), PREDICTIONS, seed)));
    folder.writeJson(
        RunFolder.MISTAKES,
        samples(validation, SampleSelection.surestMistakes(validation, MISTAKES)));
    folder.write(tested);
    out.printf(
        Locale.ROOT,
        "%nBest epoch: %d, val_accuracy %.4f%nTest (%s, %,d images) - loss: %.4f - accuracy: %.4f%n",
        tested.bestEpoch().epoch(),
        tested.bestEpoch().valAccuracy(),
        images.title(),
        report.score().samples(),
        report.score().loss(),
        report.score().accuracy());
    out.flush();
    return tested;
  }

  private List<PredictedSample> samples(Predictions predictions, int[] numbers) {
    return Arrays.stream(numbers)
        .mapToObj(
            image -> PredictedSample.of(images.test(), image, predictions, images.classNames()))
        .toList();
  }
}
