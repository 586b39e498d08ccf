package org.dl4jlab.imdb.table;

import java.util.List;

/**
 * The texts of a table.
 *
 * @param unit what its texts are counted in: {@code line} or {@code row}
 * @param blank how many texts were blank and are left out
 * @param guessedLine the first line that is not UTF-8 and was read as Windows-1252, 0 for none
 */
public record TextTable(String unit, List<TextRow> rows, int blank, long guessedLine) {

  public TextTable {
    rows = List.copyOf(rows);
  }
}
