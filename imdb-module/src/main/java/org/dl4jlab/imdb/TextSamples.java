package org.dl4jlab.imdb;

import java.util.List;
import org.dl4jlab.imdb.explain.Explainer;
import org.dl4jlab.imdb.text.CleanText;
import org.dl4jlab.serve.model.Refusal;
import org.dl4jlab.serve.model.Samples;

/**
 * Texts of a request.
 *
 * @param numbers {@code [count][…]}: their words' numbers, as many as the network takes
 */
record TextSamples(List<CleanText> texts, int[][] numbers) implements Samples {

  /**
   * @throws Refusal when a text has no word that the network knows
   */
  static TextSamples of(List<CleanText> texts, Explainer explainer) {
    int[][] numbers = new int[texts.size()][];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = explainer.numbers(texts.get(i));
      if (numbers[i].length == 0) {
        throw Refusal.badRequest(
            "%s has no word with a vector, so nothing can be said of it",
            numbers.length == 1 ? "The text" : "Text " + i);
      }
    }
    return new TextSamples(texts, numbers);
  }

  @Override
  public int count() {
    return numbers.length;
  }
}
