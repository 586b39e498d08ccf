package org.dl4jlab.page;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.dl4jlab.run.Metrics;

/** The confusion matrix as a page shows it: counts, shaded by their share of the actual class. */
record ConfusionTable(List<String> names, List<Row> rows) {

  record Row(String name, List<Cell> cells) {}

  /**
   * @param shade 0 to 100, per cent of the full colour
   * @param right whether it is on the diagonal
   * @param meaning in words
   */
  record Cell(String count, String shade, boolean right, String meaning) {}

  /** Whether there are counts for each pair of the classes: a folder may hold anything. */
  static boolean isKnown(Metrics metrics) {
    if (metrics == null || metrics.confusion() == null || metrics.classes() == null) {
      return false;
    }
    int classes = metrics.classes().size();
    return metrics.confusion().length == classes
        && Arrays.stream(metrics.confusion()).allMatch(row -> row.length == classes);
  }

  /** That of a run's test, null where there is none. */
  static ConfusionTable of(Metrics metrics) {
    return isKnown(metrics)
        ? of(metrics.confusion(), metrics.classes().stream().map(Metrics.ClassScore::name).toList())
        : null;
  }

  /**
   * @param confusion {@code [actual][predicted]} counts
   */
  static ConfusionTable of(int[][] confusion, List<String> names) {
    List<Row> rows = new ArrayList<>();
    for (int actual = 0; actual < confusion.length; actual++) {
      int sum = Math.max(1, Arrays.stream(confusion[actual]).sum());
      List<Cell> cells = new ArrayList<>();
      for (int predicted = 0; predicted < confusion[actual].length; predicted++) {
        int count = confusion[actual][predicted];
        cells.add(
            new Cell(
                Figures.count(count),
                // The root lets small shares be seen, as in the picture of the matrix.
                String.format(Locale.ROOT, "%.0f", 100 * Math.sqrt((double) count / sum)),
                actual == predicted,
                "%s, predicted %s: %s of %s"
                    .formatted(
                        names.get(actual),
                        names.get(predicted),
                        Figures.count(count),
                        Figures.count(sum))));
      }
      rows.add(new Row(names.get(actual), cells));
    }
    return new ConfusionTable(names, rows);
  }
}
