package org.dl4jlab.cifar.own;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Numbers and lists of names as people say them. */
final class Wording {

  private static final int SHOWN = 5;

  private Wording() {}

  static String count(int number, String one, String more) {
    return String.format(Locale.ROOT, "%,d %s", number, number == 1 ? one : more);
  }

  /** The first names, and how many more there are. */
  static String some(List<String> names) {
    String first = String.join(", ", names.subList(0, Math.min(SHOWN, names.size())));
    return names.size() <= SHOWN
        ? first
        : String.format(Locale.ROOT, "%s and %,d more", first, names.size() - SHOWN);
  }

  /** As {@code 12 .heic, 3 .avif}. */
  static String counts(Map<String, Integer> numbers) {
    return numbers.entrySet().stream()
        .map(number -> String.format(Locale.ROOT, "%,d %s", number.getValue(), number.getKey()))
        .collect(Collectors.joining(", "));
  }
}
