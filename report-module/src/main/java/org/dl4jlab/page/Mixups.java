package org.dl4jlab.page;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.dl4jlab.page.Table.Row;
import org.dl4jlab.run.Metrics;

/** Which classes a network takes for which others, the most frequent mistake first. */
final class Mixups {

  /** Samples of one class that were taken for another. */
  private record Pair(String actual, String predicted, int count, int samples) {}

  private Mixups() {}

  /**
   * @return null where nothing was tested, or nothing mistaken
   */
  static Table table(Metrics metrics, int most) {
    if (!ConfusionTable.isKnown(metrics)) {
      return null;
    }
    List<Row> rows =
        pairs(metrics).stream()
            .sorted(Comparator.comparingDouble((Pair pair) -> -share(pair)))
            .limit(most)
            .map(pair -> Row.of(pair.actual(), pair.predicted(), Figures.percent(share(pair))))
            .toList();
    return rows.isEmpty()
        ? null
        : new Table(
            "Most frequent mistakes in the test",
            List.of("what it is", "taken for", "how often"),
            rows);
  }

  private static double share(Pair pair) {
    return (double) pair.count() / pair.samples();
  }

  private static List<Pair> pairs(Metrics metrics) {
    List<Pair> pairs = new ArrayList<>();
    for (int actual = 0; actual < metrics.confusion().length; actual++) {
      Metrics.ClassScore tested = metrics.classes().get(actual);
      for (int predicted = 0; predicted < metrics.classes().size(); predicted++) {
        int count = metrics.confusion()[actual][predicted];
        if (predicted != actual && count > 0) {
          pairs.add(
              new Pair(
                  tested.name(), metrics.classes().get(predicted).name(), count, tested.samples()));
        }
      }
    }
    return pairs;
  }
}
