package org.dl4jlab.imdb;

import java.util.Comparator;
import java.util.List;
import org.dl4jlab.imdb.explain.Explanation;
import org.dl4jlab.serve.model.Word;

/** The words of a text that decided, with their places. */
final class TextReasons {

  private TextReasons() {}

  /** The strongest first. */
  static List<Word> of(Explanation explanation) {
    return explanation.decidingWords().stream()
        .map(word -> new Word(word.word(), word.start(), word.end(), word.weight()))
        .sorted(Comparator.comparingDouble((Word word) -> Math.abs(word.weight())).reversed())
        .toList();
  }
}
