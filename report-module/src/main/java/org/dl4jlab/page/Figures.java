package org.dl4jlab.page;

import java.util.Locale;

/** Figures as people read them, the same in every country. */
final class Figures {

  private static final char NO_BREAK = '\u00A0';

  private Figures() {}

  /** Four decimals, as Keras prints losses and accuracies. */
  static String precise(double value) {
    return String.format(Locale.ROOT, "%.4f", value);
  }

  static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f%%", 100 * share);
  }

  static String tenths(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }

  static String count(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }

  static String counted(long value, String one, String many) {
    return "%s %s".formatted(count(value), value == 1 ? one : many);
  }

  static String rate(double perSecond) {
    return Double.isFinite(perSecond) ? count(Math.round(perSecond)) : "–";
  }

  /** Two units at most: {@code 0.8 s}, {@code 1 min 5 s}, {@code 2 h 3 min}; a dash if unknown. */
  static String duration(double seconds) {
    if (!Double.isFinite(seconds)) {
      return "–";
    }
    if (seconds < 10) {
      return String.format(Locale.ROOT, "%.1f%cs", seconds, NO_BREAK);
    }
    long whole = Math.round(seconds);
    if (whole < 60) {
      return "%d%cs".formatted(whole, NO_BREAK);
    }
    return whole < 3600
        ? "%d%cmin %d%cs".formatted(whole / 60, NO_BREAK, whole % 60, NO_BREAK)
        : "%d%ch %d%cmin".formatted(whole / 3600, NO_BREAK, whole / 60 % 60, NO_BREAK);
  }
}
