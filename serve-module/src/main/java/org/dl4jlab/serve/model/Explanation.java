package org.dl4jlab.serve.model;

/**
 * Where a network looked.
 *
 * @param seen what it has seen, as a {@code data:} URL
 * @param decided which parts of it decided
 */
public record Explanation(String seen, Map decided) {

  /**
   * A number for each part.
   *
   * @param values {@code [height, width]}, row-major
   */
  public record Map(int width, int height, float[] values) {}
}
