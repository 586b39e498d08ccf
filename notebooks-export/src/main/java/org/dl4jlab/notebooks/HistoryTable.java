package org.dl4jlab.notebooks;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.dl4jlab.train.EpochResult;
import org.dl4jlab.train.History;

/** A training's epochs as a table of HTML, the best one in bold; a long training is thinned out. */
public final class HistoryTable {

  private static final int MOST_ROWS = 25;

  private HistoryTable() {}

  /** A table with figures of four decimals. */
  public static String html(History history) {
    int best = history.best().map(EpochResult::epoch).orElse(0);
    return shown(history.epochs(), best).stream()
        .map(epoch -> row(epoch, epoch.epoch() == best))
        .collect(
            Collectors.joining(
                "",
                """
                <table>
                <thead><tr><th>epoch</th><th>loss</th><th>accuracy</th><th>val_loss</th><th>val_accuracy</th></tr></thead>
                <tbody>
                """,
                "</tbody>\n</table>"));
  }

  /** Every epoch, or every so many that the table stays short; always the best and the last. */
  private static List<EpochResult> shown(List<EpochResult> epochs, int best) {
    int every = (epochs.size() + MOST_ROWS - 1) / MOST_ROWS;
    return epochs.stream()
        .filter(e -> e.epoch() % every == 0 || e.epoch() == best || e.epoch() == epochs.size())
        .toList();
  }

  private static String row(EpochResult e, boolean best) {
    String cell = best ? "<td><b>%s</b></td>" : "<td>%s</td>";
    return "<tr>"
        + cell.formatted(e.epoch())
        + cell.formatted(figure(e.loss()))
        + cell.formatted(figure(e.accuracy()))
        + cell.formatted(figure(e.valLoss()))
        + cell.formatted(figure(e.valAccuracy()))
        + "</tr>\n";
  }

  private static String figure(double value) {
    return String.format(Locale.ROOT, "%.4f", value);
  }
}
