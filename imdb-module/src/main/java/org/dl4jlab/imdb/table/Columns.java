package org.dl4jlab.imdb.table;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.commons.lang3.StringUtils;
import org.dl4jlab.UserException;

/**
 * Which columns of a table are the texts and their labels, found by the names that people give
 * them; case, blanks and underscores do not matter.
 *
 * @param text its place among the columns
 * @param label its place, {@link #NONE} where texts need no label
 */
public record Columns(int text, int label) {

  public static final int NONE = -1;

  private static final List<String> TEXT_NAMES =
      List.of(
          "text",
          "review",
          "reviewtext",
          "reviewbody",
          "sentence",
          "content",
          "comment",
          "commenttext",
          "tweet",
          "message",
          "body",
          "document",
          "phrase",
          "utterance",
          "headline");

  private static final List<String> LABEL_NAMES =
      List.of(
          "label",
          "labels",
          "sentiment",
          "target",
          "class",
          "category",
          "polarity",
          "emotion",
          "intent",
          "topic",
          "stars",
          "starrating",
          "star",
          "rating",
          "ratings",
          "overall",
          "score");

  private static final int MOST_SHOWN = 100;

  /**
   * @param labelled whether texts need labels
   * @return nothing where a column is missing
   */
  public static Optional<Columns> find(List<String> names, boolean labelled) {
    List<String> plain = names.stream().map(Columns::plain).toList();
    int text = first(TEXT_NAMES, plain);
    int label = first(LABEL_NAMES, plain);
    return text == NONE || labelled && label == NONE
        ? Optional.empty()
        : Optional.of(new Columns(text, label));
  }

  /** Why there are no such columns, and what to do. */
  static UserException missing(Path file, List<String> names, boolean labelled) {
    List<String> plain = names.stream().map(Columns::plain).toList();
    String shown =
        StringUtils.abbreviate(StringUtils.normalizeSpace(String.join(", ", names)), MOST_SHOWN);
    return first(TEXT_NAMES, plain) == NONE
        ? missing(file, shown, "of texts", "text (or review, sentence, content)")
        : missing(file, shown, "of labels", "label (or sentiment, target, class, stars)");
  }

  private static UserException missing(Path file, String names, String what, String call) {
    return new UserException(
        "%s has no column %s: its columns are '%s'; name one of them %s"
            .formatted(file, what, names, call));
  }

  private static int first(List<String> wanted, List<String> names) {
    return wanted.stream().mapToInt(names::indexOf).filter(i -> i >= 0).findFirst().orElse(NONE);
  }

  private static String plain(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[\\s_\\-\\p{Cf}]", "");
  }
}
