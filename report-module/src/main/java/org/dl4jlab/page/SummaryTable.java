package org.dl4jlab.page;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dl4jlab.page.Table.Cell;
import org.dl4jlab.page.Table.Row;

/** Reads the text that {@link org.dl4jlab.report.Summary#toText()} wrote. */
final class SummaryTable {

  private static final Pattern COLUMNS = Pattern.compile("\\s{2,}");
  private static final Pattern TOTAL = Pattern.compile("(.+ params): ([\\d,]+)");
  private static final String TOTAL_PARAMETERS = "Total params";

  private SummaryTable() {}

  /** The layers, then the totals; null where the text is no such table. */
  static Table of(String text) {
    List<String> head = null;
    List<Row> rows = new ArrayList<>();
    for (String line : text.lines().toList()) {
      Matcher total = TOTAL.matcher(line.strip());
      String[] cells = COLUMNS.split(line.strip());
      if (total.matches()) {
        rows.add(Row.of(total.group(1), "", total.group(2)));
      } else if (cells.length == 3 && head == null) {
        head = List.of(cells);
      } else if (cells.length == 3) {
        rows.add(new Row(cells[0], Arrays.stream(cells).skip(1).map(Cell::of).toList()));
      } else if (!line.isBlank() && !line.startsWith("---")) {
        return null;
      }
    }
    return head == null || rows.isEmpty() ? null : new Table("Layers", head, rows);
  }

  /** The number of parameters in all, null where the text does not tell. */
  static String parameters(String text) {
    return text.lines()
        .map(line -> TOTAL.matcher(line.strip()))
        .filter(total -> total.matches() && total.group(1).equals(TOTAL_PARAMETERS))
        .map(total -> total.group(2))
        .findFirst()
        .orElse(null);
  }
}
