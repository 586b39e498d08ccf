package org.dl4jlab.notebooks;

import java.util.Comparator;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Texts of others in Markdown: they are shown as they are, whatever stands in them. */
final class Markdown {

  /** What begins something in a line of Markdown, HTML or a formula. */
  private static final Pattern SPECIAL = Pattern.compile("[&<>`*_~$|\\\\\\[\\]{}]");

  private static final Pattern BREAK = Pattern.compile("[\\p{Cntrl}\u2028\u2029]+");
  private static final Pattern BACKTICKS = Pattern.compile("`{3,}");

  private Markdown() {}

  /** In a line; character references are never taken for Markdown's own signs. */
  static String escaped(String text) {
    return SPECIAL
        .matcher(BREAK.matcher(text).replaceAll(" "))
        .replaceAll(found -> "&#%d;".formatted((int) found.group().charAt(0)));
  }

  /** In lines of their own, between fences that are longer than any in the text. */
  static String fenced(String text) {
    String longest =
        BACKTICKS
            .matcher(text)
            .results()
            .map(MatchResult::group)
            .max(Comparator.comparing(String::length))
            .map(fence -> fence + "`")
            .orElse("```");
    return "%s\n%s\n%s".formatted(longest, text.stripTrailing(), longest);
  }
}
