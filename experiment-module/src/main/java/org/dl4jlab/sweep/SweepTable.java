package org.dl4jlab.sweep;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.dl4jlab.train.Score;

/**
 * A sweep's settings, best first, with mean and standard deviation over their seeds.
 *
 * @param data what the figures were measured on
 * @param rows a setting each
 */
public record SweepTable(String data, List<Row> rows) {

  private static final CSVFormat FORMAT = CSVFormat.Builder.create().setRecordSeparator('\n').get();

  /**
   * A setting's figures; what was not measured is null.
   *
   * @param epochs after which they were measured
   * @param runs how many were trained to the end of the setting's part of the sweep
   * @param failed how many others there would have been
   */
  public record Row(
      Setting setting,
      int epochs,
      int runs,
      int failed,
      Double valAccuracy,
      Double valAccuracyDeviation,
      Double valLoss,
      Double testAccuracy,
      Double testAccuracyDeviation) {}

  static SweepTable of(List<SettingScore> bestFirst) {
    String data =
        bestFirst.stream()
            .flatMap(score -> score.outcomes().stream())
            .map(Outcome::data)
            .filter(Objects::nonNull)
            .findFirst()
            .orElse("nothing");
    return new SweepTable(data, bestFirst.stream().map(SweepTable::row).toList());
  }

  private static Row row(SettingScore score) {
    SettingScore.Spread accuracy = score.validation(outcome -> outcome.last().valAccuracy());
    SettingScore.Spread test = score.test(Score::accuracy);
    return new Row(
        score.setting(),
        score.epochs(),
        score.trained(),
        score.failed(),
        known(accuracy.mean()),
        known(accuracy.deviation()),
        known(score.validation(outcome -> outcome.last().valLoss()).mean()),
        known(test.mean()),
        known(test.deviation()));
  }

  private static Double known(double figure) {
    return Double.isNaN(figure) ? null : figure;
  }

  /** The table as CSV: figures with six decimals, empty where nothing was measured. */
  public String toCsv() {
    return lines().stream()
        .map(cells -> FORMAT.format(cells.toArray()) + FORMAT.getRecordSeparator())
        .collect(Collectors.joining());
  }

  private List<List<String>> lines() {
    List<List<String>> lines = new ArrayList<>();
    lines.add(
        Stream.concat(
                names().stream(),
                Stream.of(
                    "epochs",
                    "runs",
                    "failed",
                    "val_accuracy",
                    "val_accuracy_deviation",
                    "val_loss",
                    "test_accuracy",
                    "test_accuracy_deviation"))
            .toList());
    for (Row row : rows) {
      lines.add(
          Stream.concat(
                  row.setting().swept().values().stream(),
                  Stream.of(
                      String.valueOf(row.epochs()),
                      String.valueOf(row.runs()),
                      String.valueOf(row.failed()),
                      figure(row.valAccuracy(), 6),
                      figure(row.valAccuracyDeviation(), 6),
                      figure(row.valLoss(), 6),
                      figure(row.testAccuracy(), 6),
                      figure(row.testAccuracyDeviation(), 6)))
              .toList());
    }
    return lines;
  }

  private List<String> names() {
    return rows.stream()
        .findFirst()
        .map(row -> row.setting().swept().keySet().stream().map(Setting::name).toList())
        .orElse(List.of());
  }

  /** The table for people. */
  public List<String> toText() {
    List<List<String>> cells = new ArrayList<>();
    cells.add(
        Stream.concat(
                names().stream(), Stream.of("epochs", "runs", "val_accuracy", "test accuracy"))
            .toList());
    for (Row row : rows) {
      cells.add(
          Stream.concat(
                  row.setting().swept().values().stream(),
                  Stream.of(
                      String.valueOf(row.epochs()),
                      row.failed() == 0
                          ? String.valueOf(row.runs())
                          : "%d of %d".formatted(row.runs(), row.runs() + row.failed()),
                      spread(row.valAccuracy(), row.valAccuracyDeviation()),
                      spread(row.testAccuracy(), row.testAccuracyDeviation())))
              .toList());
    }
    return aligned(cells);
  }

  private static List<String> aligned(List<List<String>> lines) {
    int[] widths =
        IntStream.range(0, lines.get(0).size())
            .map(
                column ->
                    lines.stream().mapToInt(line -> line.get(column).length()).max().orElse(0))
            .toArray();
    return lines.stream()
        .map(
            line ->
                IntStream.range(0, widths.length)
                    .mapToObj(column -> ("%-" + widths[column] + "s").formatted(line.get(column)))
                    .collect(Collectors.joining("  "))
                    .stripTrailing())
        .toList();
  }

  private static String spread(Double mean, Double deviation) {
    return deviation == null
        ? figure(mean, 4)
        : "%s ± %s".formatted(figure(mean, 4), figure(deviation, 4));
  }

  private static String figure(Double value, int decimals) {
    return value == null ? "" : String.format(Locale.ROOT, "%." + decimals + "f", value);
  }
}
