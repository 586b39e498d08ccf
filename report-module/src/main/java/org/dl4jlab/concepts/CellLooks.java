package org.dl4jlab.concepts;

/** How each cell of a table of numbers looks. */
@FunctionalInterface
interface CellLooks {

  CellStyle of(int row, int column);

  static CellLooks all(CellStyle look) {
    return (row, column) -> look;
  }
}
