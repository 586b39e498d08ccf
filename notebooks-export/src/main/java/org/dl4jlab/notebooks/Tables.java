package org.dl4jlab.notebooks;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dl4jlab.run.Metrics.ClassScore;
import org.dl4jlab.train.EpochResult;
import org.dl4jlab.train.History;

/** A run's figures, of four decimals, as tables of HTML. */
public final class Tables {

  private static final int MOST_ROWS = 25;

  private Tables() {}

  /** A training's epochs, the best one in bold; a long training is thinned out. */
  public static String history(History history) {
    int best = history.best().map(EpochResult::epoch).orElse(0);
    return table(
        List.of("epoch", "loss", "accuracy", "val_loss", "val_accuracy"),
        shown(history.epochs(), best).stream().map(e -> row(e, e.epoch() == best)));
  }

  /** Precision, recall and F1 of each class. */
  public static String classes(List<ClassScore> classes) {
    return table(
        List.of("class", "precision", "recall", "f1", "samples"),
        classes.stream()
            .map(
                c ->
                    row(
                        "%s",
                        escaped(c.name()),
                        figure(c.precision()),
                        figure(c.recall()),
                        figure(c.f1()),
                        String.valueOf(c.samples()))));
  }

  /** Every epoch, or every so many that the table stays short; always the best and the last. */
  private static List<EpochResult> shown(List<EpochResult> epochs, int best) {
    int every = (epochs.size() + MOST_ROWS - 1) / MOST_ROWS;
    return epochs.stream()
        .filter(e -> e.epoch() % every == 0 || e.epoch() == best || e.epoch() == epochs.size())
        .toList();
  }

  private static String row(EpochResult e, boolean bold) {
    return row(
        bold ? "<b>%s</b>" : "%s",
        String.valueOf(e.epoch()),
        figure(e.loss()),
        figure(e.accuracy()),
        figure(e.valLoss()),
        figure(e.valAccuracy()));
  }

  private static String row(String format, String... cells) {
    return Stream.of(cells)
        .map(cell -> "<td>" + format.formatted(cell) + "</td>")
        .collect(Collectors.joining("", "<tr>", "</tr>\n"));
  }

  private static String table(List<String> heads, Stream<String> rows) {
    return heads.stream()
            .map(head -> "<th>" + head + "</th>")
            .collect(Collectors.joining("", "<table>\n<thead><tr>", "</tr></thead>\n<tbody>\n"))
        + rows.collect(Collectors.joining())
        + "</tbody>\n</table>";
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;");
  }

  private static String figure(double value) {
    return String.format(Locale.ROOT, "%.4f", value);
  }
}
