package org.dl4jlab.page;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A table of a page; the first cell of each row is its head.
 *
 * @param caption says what is in it
 * @param head a cell a column, none of a table of facts
 */
record Table(String caption, List<String> head, List<Row> rows) {

  /**
   * @param name the row's head
   */
  record Row(String name, List<Cell> cells) {

    static Row of(String name, String... cells) {
      return new Row(name, Arrays.stream(cells).map(Cell::of).toList());
    }
  }

  /**
   * @param number whether it stands to the right
   */
  record Cell(String text, boolean number) {

    private static final int LONG = 16;

    /** Whether its lines may be broken; figures stay whole. */
    boolean wraps() {
      return text.length() > LONG;
    }

    /** Figures stand to the right, words to the left. */
    static Cell of(String text) {
      return new Cell(text, text.matches("[-+]?[\\d.,]+([eE]-?\\d+)?%?(\u00A0[^ ]+)?|NaN|–"));
    }
  }

  /** The head's cells, each aligned as its column is. */
  List<Cell> headCells() {
    return IntStream.range(0, head.size())
        .mapToObj(column -> new Cell(head.get(column), column > 0 && isOfNumbers(column - 1)))
        .toList();
  }

  private boolean isOfNumbers(int cell) {
    return rows.stream().allMatch(row -> row.cells().get(cell).number());
  }

  /** A table of names and what they stand for. */
  static Table ofFacts(String caption, List<Row> rows) {
    return new Table(caption, List.of(), rows);
  }
}
