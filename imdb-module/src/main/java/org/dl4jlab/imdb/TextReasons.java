package org.dl4jlab.imdb;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.dl4jlab.imdb.explain.Explanation;
import org.dl4jlab.serve.model.Word;

/** The words of a text that decided, with their places. */
final class TextReasons {

  private TextReasons() {}

  /** The strongest first. */
  static List<Word> of(Explanation explanation, int most) {
    List<Word> words = new ArrayList<>();
    int at = 0;
    for (Explanation.Segment segment : explanation.segments()) {
      int end = at + segment.text().length();
      if (explanation.decided(segment) && segment.weight() != 0) {
        words.add(new Word(segment.text(), at, end, segment.weight()));
      }
      at = end;
    }
    return words.stream()
        .sorted(Comparator.comparingDouble((Word w) -> Math.abs(w.weight())).reversed())
        .limit(most)
        .toList();
  }
}
