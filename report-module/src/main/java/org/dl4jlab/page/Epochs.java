package org.dl4jlab.page;

import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.dl4jlab.page.Table.Cell;
import org.dl4jlab.page.Table.Row;
import org.dl4jlab.train.EpochResult;
import org.dl4jlab.train.History;

/**
 * A history's epochs as a page shows them: of very many only every second, third, … one, and always
 * the first, the best and the last.
 *
 * @param step 1 when all are shown
 */
record Epochs(List<EpochResult> shown, EpochResult best, int count, int step) {

  static Epochs of(History history, int limit) {
    List<EpochResult> all = history.epochs();
    EpochResult best = history.best().orElse(null);
    int step = (all.size() + limit - 1) / limit;
    List<EpochResult> shown =
        IntStream.range(0, all.size())
            .filter(i -> i % step == 0 || i == all.size() - 1 || all.get(i).equals(best))
            .mapToObj(all::get)
            .toList();
    return new Epochs(shown, best, all.size(), Math.max(1, step));
  }

  boolean isEmpty() {
    return shown.isEmpty();
  }

  EpochResult last() {
    return shown.get(shown.size() - 1);
  }

  Table table(String caption) {
    return new Table(
        step == 1 ? caption : "%s (1 in %d)".formatted(caption, step),
        List.of("epoch", "loss", "accuracy", "val_loss", "val_accuracy"),
        shown.stream().map(this::row).toList());
  }

  private Row row(EpochResult epoch) {
    return new Row(
        epoch.equals(best) ? epoch.epoch() + " (best)" : String.valueOf(epoch.epoch()),
        DoubleStream.of(epoch.loss(), epoch.accuracy(), epoch.valLoss(), epoch.valAccuracy())
            .mapToObj(value -> Cell.of(Figures.precise(value)))
            .toList());
  }
}
