package org.dl4jlab.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.dl4jlab.run.Metrics.BinaryScores;
import org.dl4jlab.run.Metrics.CalibrationBin;
import org.dl4jlab.train.Predictions;
import org.nd4j.evaluation.classification.ROC;
import org.nd4j.linalg.factory.Nd4j;

/** How good the probabilities of a binary classifier are. */
public final class BinaryReport {

  private static final int BINS = 10;

  /** Every probability is a threshold of the ROC curve. */
  private static final int EXACT = 0;

  private BinaryReport() {}

  /**
   * @param predictions with a single probability a sample, that of the positive class
   */
  public static BinaryScores of(Predictions predictions) {
    List<CalibrationBin> bins = bins(predictions);
    double error =
        bins.stream()
            .mapToDouble(bin -> bin.samples() * Math.abs(bin.probability() - bin.positives()))
            .sum();
    return new BinaryScores(rocAuc(predictions), error / predictions.actual().length, bins);
  }

  private static double rocAuc(Predictions predictions) {
    int count = predictions.actual().length;
    float[] labels = new float[count];
    float[] probabilities = new float[count];
    for (int i = 0; i < count; i++) {
      labels[i] = predictions.actual()[i];
      probabilities[i] = predictions.probabilities()[i][0];
    }
    ROC roc = new ROC(EXACT);
    int[] column = {count, 1};
    roc.eval(Nd4j.create(labels, column), Nd4j.create(probabilities, column));
    return roc.calculateAUC();
  }

  private static List<CalibrationBin> bins(Predictions predictions) {
    int[] samples = new int[BINS];
    double[] sums = new double[BINS];
    int[] positives = new int[BINS];
    for (int i = 0; i < predictions.actual().length; i++) {
      float probability = predictions.probabilities()[i][0];
      int bin = Math.min(BINS - 1, (int) (probability * BINS));
      samples[bin]++;
      sums[bin] += probability;
      positives[bin] += predictions.actual()[i];
    }
    List<CalibrationBin> bins = new ArrayList<>();
    for (int i = 0; i < BINS; i++) {
      int divisor = Math.max(1, samples[i]);
      bins.add(
          new CalibrationBin(
              (double) i / BINS,
              (double) (i + 1) / BINS,
              samples[i],
              sums[i] / divisor,
              (double) positives[i] / divisor));
    }
    return bins;
  }

  /** Area under the curve, then probability and share of positives in each bin. */
  public static String toText(BinaryScores scores) {
    StringBuilder text = new StringBuilder();
    text.append(format("ROC AUC: %.4f%n", scores.rocAuc()));
    text.append(format("Expected calibration error: %.4f%n%n", scores.calibrationError()));
    text.append(format("probability   samples    mean  positive%n"));
    for (CalibrationBin bin : scores.calibration()) {
      text.append(format("%.1f to %.1f   %8d", bin.from(), bin.to(), bin.samples()));
      text.append(
          bin.samples() == 0
              ? format("       -         -%n")
              : format("  %6.4f    %6.4f%n", bin.probability(), bin.positives()));
    }
    return text.toString();
  }

  private static String format(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
