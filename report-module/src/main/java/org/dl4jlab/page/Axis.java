package org.dl4jlab.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * One direction of a chart: values from {@code low} to {@code high} on a line of pixels.
 *
 * @param step between the ticks; 0 of a logarithmic axis, where equal distances are equal ratios
 * @param from the pixel of {@code low}
 * @param to the pixel of {@code high}
 */
record Axis(double low, double high, double step, double from, double to) {

  private static final int TICKS = 6;
  private static final int[] STEPS = {1, 2, 5, 10};

  /** A mark on the axis with its value. */
  record Tick(double at, String label) {}

  /** From a round value at or below the lowest to one at or above the highest. */
  static Axis around(double lowest, double highest, double from, double to) {
    double span = highest - lowest;
    double step = step(span > 0 ? span : Math.max(Math.abs(highest), 1e-3));
    double low = Math.floor(lowest / step + 1e-9) * step;
    double high = Math.ceil(highest / step - 1e-9) * step;
    return new Axis(low, high > low ? high : low + step, step, from, to);
  }

  /** Epochs are whole numbers from 1; a single one stands in the middle. */
  static Axis ofEpochs(int last, boolean logarithmic, double from, double to) {
    if (last == 1) {
      return new Axis(0, 2, 1, from, to);
    }
    return new Axis(1, last, logarithmic ? 0 : Math.max(1, step(last - 1)), from, to);
  }

  double at(double value) {
    double share =
        step == 0 ? Math.log(value / low) / Math.log(high / low) : (value - low) / (high - low);
    return from + share * (to - from);
  }

  List<Tick> ticks() {
    return step == 0 ? logarithmicTicks() : linearTicks();
  }

  private List<Tick> linearTicks() {
    List<Tick> ticks = new ArrayList<>();
    for (long i = (long) Math.ceil(low / step - 1e-9); i * step <= high + step * 1e-9; i++) {
      ticks.add(new Tick(at(i * step), label(i * step, step)));
    }
    return ticks;
  }

  /** Powers of ten, with 2 and 5 times them where there are few. */
  private List<Tick> logarithmicTicks() {
    boolean few = high / low < 200;
    List<Tick> ticks = new ArrayList<>();
    for (double decade = 1; decade <= high; decade *= 10) {
      for (int factor : few ? new int[] {1, 2, 5} : new int[] {1}) {
        double value = decade * factor;
        if (value >= low && value <= high) {
          ticks.add(new Tick(at(value), label(value, 1)));
        }
      }
    }
    return ticks;
  }

  /** 1, 2 or 5 times a power of ten that cuts the span into six parts at most. */
  private static double step(double span) {
    double power = Math.pow(10, Math.floor(Math.log10(span / TICKS)));
    for (int factor : STEPS) {
      if (span / (factor * power) <= TICKS + 1e-9) {
        return factor * power;
      }
    }
    throw new IllegalArgumentException("No axis spans " + span);
  }

  private static String label(double value, double step) {
    int decimals = (int) Math.max(0, Math.ceil(-Math.log10(step) - 1e-9));
    return String.format(Locale.ROOT, "%,." + decimals + "f", value == 0 ? 0 : value);
  }
}
