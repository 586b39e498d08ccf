package org.dl4jlab.imdb.explain;

import org.dl4jlab.imdb.explain.Explanation.Segment;

/** A text for the terminal, with signs on the words that decided, and colours where they show. */
public final class HighlightedText {

  private static final String FOR = "\u001B[1;34m";
  private static final String AGAINST = "\u001B[1;33m";
  private static final String PLAIN = "\u001B[0m";

  private HighlightedText() {}

  /**
   * Words for the second of two classes, or the predicted one of more, in {@code [+…]}, words
   * against it in {@code [-…]}.
   */
  public static String of(Explanation explanation, boolean colours) {
    StringBuilder text = new StringBuilder();
    for (Segment segment : explanation.segments()) {
      if (!explanation.decided(segment)) {
        text.append(segment.text());
      } else {
        boolean speaksFor = segment.weight() > 0;
        String marked = (speaksFor ? "[+" : "[-") + segment.text() + "]";
        text.append(colours ? (speaksFor ? FOR : AGAINST) + marked + PLAIN : marked);
      }
    }
    return text.toString();
  }
}
