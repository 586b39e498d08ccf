package org.dl4jlab.onednn.lowering;

/** By what an output layer's results are multiplied, its losses too. */
public final class OutputMask {

  private float[] values;
  private boolean ofRows;

  /**
   * @param values {@code [rows]} or {@code [rows, outputs]}, row-major; null for none
   */
  void set(float[] values, long rows) {
    this.values = values;
    ofRows = values != null && values.length == rows;
  }

  /** {@code [rows]} or {@code [rows, outputs]}, row-major; null where the layer has none. */
  public float[] values() {
    return values;
  }

  /** Whether there is one number for each row, or one for each of its outputs. */
  public boolean isOfRows() {
    return ofRows;
  }

  /**
   * @throws IllegalArgumentException for a mask of single outputs, or of other numbers than 0 and 1
   */
  void requireWholeRows(String layer) {
    if (values == null) {
      return;
    }
    Masks.requireBits(layer, values);
    if (!ofRows) {
      throw new IllegalArgumentException("'%s' has a mask of single outputs".formatted(layer));
    }
  }

  /**
   * Multiplies what a network gives.
   *
   * @param dims {@code [rows, outputs]}, or of series {@code [batch, outputs, steps, 1]}, whose
   *     rows are their steps, step by step
   */
  public void apply(float[] results, long[] dims) {
    if (values == null || dims.length == 2) {
      apply(results);
      return;
    }
    int batch = (int) dims[0];
    int outputs = (int) dims[1];
    int steps = (int) dims[2];
    for (int i = 0; i < results.length; i++) {
      int row = i % steps * batch + i / (outputs * steps);
      results[i] *= values[ofRows ? row : row * outputs + i / steps % outputs];
    }
  }

  /** Multiplies {@code [rows, outputs]}, row-major. */
  public void apply(float[] results) {
    if (values == null) {
      return;
    }
    int repeated = results.length / values.length;
    for (int i = 0; i < results.length; i++) {
      results[i] *= values[i / repeated];
    }
  }
}
