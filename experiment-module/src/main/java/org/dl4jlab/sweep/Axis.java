package org.dl4jlab.sweep;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an option of a sweep shall be: one of some values, or any number between two.
 *
 * @param option as it is typed: {@code --learning-rate}
 * @param values in the order given; none where it is a range of numbers
 * @param from the smallest number of a range, above 0
 * @param to its largest
 */
record Axis(String option, List<String> values, double from, double to) {

  private static final Pattern RANGE = Pattern.compile("([^,]+?)\\.\\.([^,]+)");
  private static final Pattern WHOLE = Pattern.compile("-?\\d{1,18}");
  private static final int MOST_VALUES = 10_000;
  private static final MathContext DIGITS = new MathContext(3);

  /** One value, whatever stands in it. */
  static Axis fixed(String option, String value) {
    return new Axis(option, List.of(value), Double.NaN, Double.NaN);
  }

  /**
   * Reads {@code 1,2,3}, {@code 1..3} (whole numbers) or {@code 1e-4..1e-2} (any number between).
   *
   * @throws IllegalArgumentException naming the option, when it is none of these
   */
  static Axis of(String option, String text) {
    Matcher range = RANGE.matcher(text);
    if (!range.matches()) {
      return new Axis(option, list(option, text), Double.NaN, Double.NaN);
    }
    String first = range.group(1);
    String last = range.group(2);
    return WHOLE.matcher(first).matches() && WHOLE.matcher(last).matches()
        ? counted(option, text, Long.parseLong(first), Long.parseLong(last))
        : between(option, text, number(option, first), number(option, last));
  }

  private static List<String> list(String option, String text) {
    List<String> values = Arrays.stream(text.split(",", -1)).map(String::strip).toList();
    if (values.contains("")) {
      throw new IllegalArgumentException("%s has an empty value in '%s'".formatted(option, text));
    }
    if (new LinkedHashSet<>(values).size() < values.size()) {
      throw new IllegalArgumentException(
          "%s has the same value twice in '%s'".formatted(option, text));
    }
    return values;
  }

  private static Axis counted(String option, String text, long first, long last) {
    if (last < first || last - first >= MOST_VALUES) {
      throw new IllegalArgumentException(
          "%s takes a range of 1 to %,d numbers, the smallest first, not '%s'"
              .formatted(option, MOST_VALUES, text));
    }
    List<String> values = new ArrayList<>();
    for (long value = first; value <= last; value++) {
      values.add(Long.toString(value));
    }
    return new Axis(option, List.copyOf(values), Double.NaN, Double.NaN);
  }

  private static Axis between(String option, String text, double from, double to) {
    if (!(from > 0 && to > from)) {
      throw new IllegalArgumentException(
          "%s takes a range from a number above 0 to a larger one, not '%s'"
              .formatted(option, text));
    }
    return new Axis(option, List.of(), from, to);
  }

  private static double number(String option, String text) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "%s takes a range of numbers, and '%s' is none".formatted(option, text), e);
    }
  }

  boolean isRange() {
    return values.isEmpty();
  }

  /** Whether there is anything to choose. */
  boolean isSwept() {
    return values.size() != 1;
  }

  /** A value of the list, or a number of the range whose logarithm is evenly distributed. */
  String draw(SplittableRandom random) {
    if (!isRange()) {
      return values.get(random.nextInt(values.size()));
    }
    double drawn = from * Math.pow(to / from, random.nextDouble());
    return new BigDecimal(drawn).round(DIGITS).stripTrailingZeros().toString();
  }
}
