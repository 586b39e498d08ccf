package org.dl4jlab.imdb.data;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.dl4jlab.UserException;
import org.dl4jlab.nets.SentimentOptions;

/**
 * The classes that the labels of a data set name. Labels 0, {@code neg} and {@code negative}, 1,
 * {@code pos} and {@code positive} are the two classes of the sentiment; all others are classes of
 * their own, numbers by their value before words by the alphabet. Case does not matter, nor whether
 * a number is written with a fraction of zero.
 *
 * @param names in the order of the classes' numbers
 */
record ClassLabels(List<String> names, Map<String, Integer> numbers) {

  private static final Map<String, Integer> SENTIMENT =
      Map.of("0", 0, "neg", 0, "negative", 0, "1", 1, "pos", 1, "positive", 1);

  private static final Pattern NUMBER = Pattern.compile("[+-]?\\d+(\\.\\d+)?");

  private static final Comparator<String> ORDER =
      Comparator.comparing(ClassLabels::isWord)
          .thenComparing(key -> isWord(key) ? BigDecimal.ZERO : new BigDecimal(key))
          .thenComparing(Comparator.naturalOrder());

  private static final int SHOWN = 5;

  /**
   * @param source where the labels are from, for a complaint
   * @param labels as they were written
   * @throws UserException when there are too many different ones
   */
  static ClassLabels of(String source, Collection<String> labels) {
    TreeMap<String, String> spellings = new TreeMap<>(ORDER);
    for (String label : labels) {
      spellings.putIfAbsent(key(label), label.strip());
    }
    if (SENTIMENT.keySet().containsAll(spellings.keySet())) {
      return new ClassLabels(ReviewSet.CLASS_NAMES, SENTIMENT);
    }
    requireClasses(source, spellings.values());
    Map<String, Integer> numbers = new HashMap<>();
    spellings.keySet().forEach(key -> numbers.put(key, numbers.size()));
    List<String> names =
        spellings.entrySet().stream()
            .map(label -> isWord(label.getKey()) ? label.getValue() : label.getKey())
            .toList();
    return new ClassLabels(names, numbers);
  }

  /** The number of a label that is among those of which the classes were made. */
  int number(String label) {
    return numbers.get(key(label));
  }

  /** The sentiment that a label means, nothing where it means something else. */
  static Optional<Integer> sentiment(String label) {
    return Optional.ofNullable(SENTIMENT.get(key(label)));
  }

  private static void requireClasses(String source, Collection<String> labels) {
    if (labels.size() > SentimentOptions.MOST_CLASSES) {
      throw new UserException(
          "%s has %,d different labels, such as %s; at most %,d classes can be told apart"
              .formatted(
                  source,
                  labels.size(),
                  labels.stream()
                      .limit(SHOWN)
                      .map(label -> "'" + label + "'")
                      .collect(Collectors.joining(", ")),
                  SentimentOptions.MOST_CLASSES));
    }
  }

  /** What labels are compared by. */
  static String key(String label) {
    String plain = label.strip().toLowerCase(Locale.ROOT);
    return isWord(plain) ? plain : new BigDecimal(plain).stripTrailingZeros().toPlainString();
  }

  private static boolean isWord(String label) {
    return !NUMBER.matcher(label).matches();
  }
}
