package org.dl4jlab.train;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * How far a training has come.
 *
 * @param epochs the finished epochs, the first first
 * @param unfinished the epoch that was begun; {@link RunningMetrics#NONE} between epochs
 */
public record History(List<EpochResult> epochs, RunningMetrics unfinished) {

  private static final List<String> HEADER =
      List.of("epoch", "loss", "accuracy", "val_loss", "val_accuracy");

  /** A line an epoch, whatever stands in it: nothing is quoted, and an empty line is one too. */
  private static final CSVFormat FORMAT =
      CSVFormat.Builder.create()
          .setDelimiter(',')
          .setRecordSeparator('\n')
          .setQuote(null)
          .setIgnoreEmptyLines(false)
          .get();

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
    return Stream.concat(Stream.of(HEADER), epochs.stream().map(History::cells))
        .map(cells -> FORMAT.format(cells.toArray()) + FORMAT.getRecordSeparator())
        .collect(Collectors.joining());
  }

  /** The finished epochs as {@link #ofCsv} would read them, so as a resumed training knows them. */
  public History rounded() {
    return new History(ofCsv(toCsv()).epochs(), unfinished);
  }

  private static List<String> cells(EpochResult epoch) {
    return List.of(
        String.valueOf(epoch.epoch()),
        figure(epoch.loss()),
        figure(epoch.accuracy()),
        figure(epoch.valLoss()),
        figure(epoch.valAccuracy()));
  }

  private static String figure(double value) {
    return String.format(Locale.ROOT, "%.6f", value);
  }

  /**
   * Reads what {@link #toCsv} wrote.
   *
   * @throws IllegalArgumentException naming the line that is no epoch
   */
  public static History ofCsv(String csv) {
    try (CSVParser parser = CSVParser.parse(csv, FORMAT)) {
      List<List<String>> lines = parser.stream().map(CSVRecord::toList).toList();
      if (lines.isEmpty() || !lines.get(0).equals(HEADER)) {
        throw new IllegalArgumentException("the header is not " + String.join(",", HEADER));
      }
      return new History(
          lines.stream().skip(1).map(History::epochOf).toList(), RunningMetrics.NONE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static EpochResult epochOf(List<String> cells) {
    try {
      if (cells.size() != HEADER.size()) {
        throw new NumberFormatException(cells.size() + " cells");
      }
      return new EpochResult(
          Integer.parseInt(cells.get(0)),
          Double.parseDouble(cells.get(1)),
          Double.parseDouble(cells.get(2)),
          Double.parseDouble(cells.get(3)),
          Double.parseDouble(cells.get(4)));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "'%s' is no line of a history".formatted(String.join(",", cells)), e);
    }
  }
}
