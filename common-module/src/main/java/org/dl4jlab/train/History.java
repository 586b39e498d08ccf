package org.dl4jlab.train;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How far a training has come.
 *
 * @param epochs the finished epochs, the first first
 * @param unfinished the epoch that was begun; {@link RunningMetrics#NONE} between epochs
 */
public record History(List<EpochResult> epochs, RunningMetrics unfinished) {

  private static final String HEADER = "epoch,loss,accuracy,val_loss,val_accuracy";

  private static final int CELLS = HEADER.split(",").length;

  public History {
    epochs = List.copyOf(epochs);
  }

  public static History empty() {
    return new History(List.of(), RunningMetrics.NONE);
  }

  public History with(RunningMetrics totals) {
    return new History(epochs, totals);
  }

  public History with(EpochResult finished) {
    return new History(
        Stream.concat(epochs.stream(), Stream.of(finished)).toList(), RunningMetrics.NONE);
  }

  public Optional<EpochResult> last() {
    return epochs.isEmpty() ? Optional.empty() : Optional.of(epochs.get(epochs.size() - 1));
  }

  /** The epoch with the highest validation accuracy, the first of several. */
  public Optional<EpochResult> best() {
    return epochs.stream()
        .max(
            Comparator.comparingDouble(EpochResult::valAccuracy)
                .thenComparing(EpochResult::epoch, Comparator.reverseOrder()));
  }

  /** The finished epochs as a table with a header; figures with six decimals, no times. */
  public String toCsv() {
    return epochs.stream()
        .map(
            e ->
                String.format(
                    Locale.ROOT,
                    "%d,%.6f,%.6f,%.6f,%.6f%n",
                    e.epoch(),
                    e.loss(),
                    e.accuracy(),
                    e.valLoss(),
                    e.valAccuracy()))
        .map(line -> line.replace(System.lineSeparator(), "\n"))
        .collect(Collectors.joining("", HEADER + "\n", ""));
  }

  /**
   * Reads what {@link #toCsv} wrote.
   *
   * @throws IllegalArgumentException naming the line that is no epoch
   */
  public static History ofCsv(String csv) {
    List<String> lines = csv.lines().toList();
    if (lines.isEmpty() || !lines.get(0).equals(HEADER)) {
      throw new IllegalArgumentException("the header is not " + HEADER);
    }
    return new History(lines.stream().skip(1).map(History::epochOf).toList(), RunningMetrics.NONE);
  }

  private static EpochResult epochOf(String line) {
    String[] cells = line.split(",", -1);
    try {
      if (cells.length != CELLS) {
        throw new NumberFormatException(cells.length + " cells");
      }
      return new EpochResult(
          Integer.parseInt(cells[0]),
          Double.parseDouble(cells[1]),
          Double.parseDouble(cells[2]),
          Double.parseDouble(cells[3]),
          Double.parseDouble(cells[4]));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("'%s' is no line of a history".formatted(line), e);
    }
  }
}
