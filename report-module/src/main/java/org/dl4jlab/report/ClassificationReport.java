package org.dl4jlab.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.dl4jlab.run.Metrics.ClassScore;
import org.dl4jlab.train.Predictions;
import org.dl4jlab.train.Score;
import org.nd4j.evaluation.classification.Evaluation;

/**
 * A classifier's figures on a test set.
 *
 * @param confusion {@code [actual][predicted]} counts
 */
public record ClassificationReport(
    Score score, List<String> classNames, List<ClassScore> classes, int[][] confusion) {

  private static final double WHERE_UNDEFINED = 0;

  /** Counts predictions. A class that is never predicted has precision 0, as in scikit-learn. */
  public static ClassificationReport of(Predictions predictions, List<String> classNames) {
    int[] predicted = predictions.predicted();
    Evaluation evaluation = new Evaluation(classNames);
    int[][] confusion = new int[classNames.size()][classNames.size()];
    for (int i = 0; i < predicted.length; i++) {
      evaluation.eval(predicted[i], predictions.actual()[i]);
      confusion[predictions.actual()[i]][predicted[i]]++;
    }
    List<ClassScore> classes = new ArrayList<>();
    for (int i = 0; i < classNames.size(); i++) {
      classes.add(
          new ClassScore(
              classNames.get(i),
              evaluation.precision(i, WHERE_UNDEFINED),
              evaluation.recall(i, WHERE_UNDEFINED),
              evaluation.fBeta(1, i, WHERE_UNDEFINED),
              java.util.Arrays.stream(confusion[i]).sum()));
    }
    return new ClassificationReport(predictions.score(), classNames, classes, confusion);
  }

  /** Precision, recall and F1 of each class, then the confusion matrix. */
  public String toText() {
    int width = classNames.stream().mapToInt(String::length).max().orElse(0);
    String name = "%-" + Math.max(width, "actual \\ predicted".length()) + "s";
    StringBuilder text = new StringBuilder();
    text.append(format(name + "  precision  recall      f1  samples%n", "class"));
    for (ClassScore c : classes) {
      text.append(
          format(
              name + "  %9.4f  %6.4f  %6.4f  %7d%n",
              c.name(),
              c.precision(),
              c.recall(),
              c.f1(),
              c.samples()));
    }
    text.append(format("%n" + name, "actual \\ predicted"));
    int cell = Math.max(5, Math.min(width, 10)) + 1;
    for (String predicted : classNames) {
      text.append(format(" %" + cell + "s", shortened(predicted, cell)));
    }
    text.append(format("%n"));
    for (int actual = 0; actual < confusion.length; actual++) {
      text.append(format(name, classNames.get(actual)));
      for (int count : confusion[actual]) {
        text.append(format(" %" + cell + "d", count));
      }
      text.append(format("%n"));
    }
    return text.toString();
  }

  private static String format(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }

  private static String shortened(String name, int length) {
    return name.length() <= length ? name : name.substring(0, length - 1) + "…";
  }
}
