package org.dl4jlab.concepts;

/** How each cell of a table of numbers looks. */
@FunctionalInterface
interface CellLooks {

  CellLook of(int row, int column);

  static CellLooks all(CellLook look) {
    return (row, column) -> look;
  }
}
