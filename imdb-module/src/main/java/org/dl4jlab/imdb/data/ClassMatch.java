package org.dl4jlab.imdb.data;

import java.util.List;
import java.util.Map;
import org.dl4jlab.UserException;

/**
 * Finds the classes of other data among those that a network knows: by name, and where only the
 * labels 0 and 1 or the like occur in it, by what these may stand for.
 *
 * @param known the network's, in the order of their numbers
 */
record ClassMatch(List<String> known) {

  private static final Map<String, List<String>> MEANINGS =
      Map.of(
          "negative", List.of("negative", "neg", "0"), "positive", List.of("positive", "pos", "1"));

  /** The network's number of each class of these reviews; those that no review has do not count. */
  int[] numbers(ReviewSet reviews) {
    List<String> names = reviews.classNames();
    int[] numbers = new int[names.size()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = number(names.get(i));
      if (numbers[i] < 0 && occurs(reviews, i)) {
        throw new UserException(
            "%s has reviews of the class %s, which the network does not know; it knows %s"
                .formatted(reviews.source(), names.get(i), String.join(", ", known)));
      }
    }
    return numbers;
  }

  /** The class of this name, -1 where there is none. */
  int number(String name) {
    for (String meaning : MEANINGS.getOrDefault(name, List.of(name))) {
      for (int i = 0; i < known.size(); i++) {
        if (known.get(i).equalsIgnoreCase(meaning)) {
          return i;
        }
      }
    }
    return -1;
  }

  /** The class that a label means, {@link Review#UNLABELLED} where the network knows none. */
  int numberOfLabel(String label) {
    return ClassLabels.sentiment(label)
        .map(ReviewSet.CLASS_NAMES::get)
        .map(this::number)
        .filter(number -> number >= 0)
        .orElseGet(() -> number(ClassLabels.key(label)));
  }

  private static boolean occurs(ReviewSet reviews, int label) {
    return List.of(reviews.train(), reviews.validation(), reviews.test()).stream()
        .flatMap(List::stream)
        .anyMatch(review -> review.label() == label);
  }
}
