package org.dl4jlab.imdb.vectors;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Texts as numbers of their words in lower case. The most frequent word is 0; words that are too
 * rare are left out.
 *
 * @param words by number
 * @param counts how often each occurs
 * @param texts {@code [texts][…]}
 */
record Corpus(List<String> words, int[] counts, int[][] texts) {

  /** Goes through the texts once. */
  static Corpus of(Iterable<List<String>> texts, int minCount) {
    Map<String, Integer> numbers = new HashMap<>();
    List<String> words = new ArrayList<>();
    List<int[]> numbered = new ArrayList<>();
    for (List<String> text : texts) {
      int[] tokens = new int[text.size()];
      for (int i = 0; i < tokens.length; i++) {
        String word = text.get(i).toLowerCase(Locale.ROOT);
        Integer number = numbers.putIfAbsent(word, words.size());
        if (number == null) {
          number = words.size();
          words.add(word);
        }
        tokens[i] = number;
      }
      numbered.add(tokens);
    }
    return byFrequency(words, numbered, minCount);
  }

  private static Corpus byFrequency(List<String> words, List<int[]> texts, int minCount) {
    int[] counts = new int[words.size()];
    for (int[] text : texts) {
      for (int word : text) {
        counts[word]++;
      }
    }
    int[] kept =
        IntStream.range(0, counts.length)
            .filter(word -> counts[word] >= minCount)
            .boxed()
            .sorted(
                Comparator.<Integer>comparingInt(word -> -counts[word]).thenComparing(words::get))
            .mapToInt(Integer::intValue)
            .toArray();
    int[] ranks = new int[counts.length];
    Arrays.fill(ranks, -1);
    for (int rank = 0; rank < kept.length; rank++) {
      ranks[kept[rank]] = rank;
    }
    return new Corpus(
        Arrays.stream(kept).mapToObj(words::get).toList(),
        Arrays.stream(kept).map(word -> counts[word]).toArray(),
        texts.stream()
            .map(text -> Arrays.stream(text).map(word -> ranks[word]).filter(r -> r >= 0).toArray())
            .toArray(int[][]::new));
  }

  /** How many words there are in all texts together. */
  long tokens() {
    return Arrays.stream(texts).mapToLong(text -> text.length).sum();
  }
}
