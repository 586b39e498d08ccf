package org.dl4jlab.concepts;

import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;

/** Numbers as they stand in a picture: short, with a real minus sign. */
final class Numbers {

  private static final char MINUS = '\u2212';

  private Numbers() {}

  /** At most four decimals. */
  static String text(double number) {
    return text(number, 4);
  }

  static String text(double number, int decimals) {
    DecimalFormat format =
        new DecimalFormat("0." + "#".repeat(decimals), new DecimalFormatSymbols(Locale.ROOT));
    String text = format.format(number);
    String unsigned = text.startsWith("-") ? text.substring(1) : text;
    boolean zero = unsigned.equals("0");
    return text.equals(unsigned) || zero ? unsigned : MINUS + unsigned;
  }

  /** In brackets where it is negative, as behind a sign. */
  static String factor(double number) {
    String text = text(number);
    return text.charAt(0) == MINUS ? "(" + text + ")" : text;
  }

  /** One digit as an index. */
  static String subscript(int digit) {
    return String.valueOf((char) ('₀' + digit));
  }

  /** {@code a·b + c·d + …} */
  static String products(double[] left, double[] right) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < left.length; i++) {
      text.append(i == 0 ? "" : " + ").append(factor(left[i])).append('·').append(factor(right[i]));
    }
    return text.toString();
  }
}
