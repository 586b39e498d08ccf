package org.dl4jlab.onednn.tokens;

import java.util.Arrays;

/**
 * Adds up the taps of a text's windows and keeps the largest sum of each filter. Belongs to one
 * thread.
 */
final class MaxOverTimePooling {

  /** Windows that share a maximum, so that a winner is searched in few of them. */
  private static final int GROUP = 8;

  /** Floats behind an array that keep it off the cache lines of another thread's. */
  private static final int DISTANCE = 32;

  private final int taps;
  private final int filters;
  private final float[] sum; // [filters]: of one window
  private final float[] largest; // [filters]: of a group of windows
  private final float[] strongest; // [filters]: of the text

  MaxOverTimePooling(int taps, int filters) {
    this.taps = taps;
    this.filters = filters;
    sum = new float[filters + DISTANCE];
    largest = new float[filters + DISTANCE];
    strongest = new float[filters + DISTANCE];
  }

  /**
   * Finds the largest sums.
   *
   * @param rows of the text's words in their order: {@code [windows + taps - 1][taps * filters]}
   * @return the sums, from 0 to {@code filters}, until the next call
   */
  float[] find(float[][] rows, int windows) {
    Arrays.fill(strongest, Float.NEGATIVE_INFINITY);
    for (int window = 0; window < windows; window++) {
      keepLargest(rows, window, strongest);
    }
    return strongest;
  }

  /**
   * The same, and which windows they come from.
   *
   * @param winners receives them, from the place {@code at} on; of equal windows the first
   */
  float[] find(float[][] rows, int windows, int[] winners, int at) {
    Arrays.fill(strongest, Float.NEGATIVE_INFINITY);
    Arrays.fill(winners, at, at + filters, 0);
    for (int from = 0; from < windows; from += GROUP) {
      int to = Math.min(windows, from + GROUP);
      Arrays.fill(largest, Float.NEGATIVE_INFINITY);
      for (int window = from; window < to; window++) {
        keepLargest(rows, window, largest);
      }
      for (int f = 0; f < filters; f++) {
        // In this form, what is not a number is not hidden.
        if (!(largest[f] <= strongest[f])) {
          strongest[f] = largest[f];
          winners[at + f] = winner(rows, from, to, f);
        }
      }
    }
    return strongest;
  }

  private void keepLargest(float[][] rows, int window, float[] kept) {
    System.arraycopy(rows[window], 0, sum, 0, filters);
    for (int tap = 1; tap < taps; tap++) {
      add(rows[window + tap], tap * filters);
    }
    for (int f = 0; f < filters; f++) {
      kept[f] = Math.max(kept[f], sum[f]);
    }
  }

  private void add(float[] row, int from) {
    for (int f = 0; f < filters; f++) {
      sum[f] += row[from + f];
    }
  }

  /** The same additions in the same order give the same number again. */
  private int winner(float[][] rows, int from, int to, int filter) {
    int window = from;
    while (window < to - 1 && sum(rows, window, filter) != largest[filter]) {
      window++;
    }
    return window;
  }

  private float sum(float[][] rows, int window, int filter) {
    float value = rows[window][filter];
    for (int tap = 1; tap < taps; tap++) {
      value += rows[window + tap][tap * filters + filter];
    }
    return value;
  }
}
