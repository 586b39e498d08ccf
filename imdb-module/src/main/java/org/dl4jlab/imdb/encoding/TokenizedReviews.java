package org.dl4jlab.imdb.encoding;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.dl4jlab.imdb.data.Review;
import org.dl4jlab.imdb.data.ReviewSet;
import org.dl4jlab.imdb.text.Tokenizer;

/**
 * Reviews as tokens, each different one kept once.
 *
 * @param vocabulary the different tokens, in the order of their first use
 * @param train {@code [reviews][tokens]}: places in the vocabulary
 * @param validation likewise
 * @param test likewise
 */
public record TokenizedReviews(
    List<String> vocabulary, int[][] train, int[][] validation, int[][] test) {

  /** Cuts all labelled reviews into tokens, on all cores. */
  public static TokenizedReviews of(ReviewSet reviews) {
    return of(reviews, Tokenizer::tokens);
  }

  /**
   * The same as a network of Keras' wants it.
   *
   * @param layout null for a network of word vectors
   */
  public static TokenizedReviews of(ReviewSet reviews, TextLayout layout) {
    return layout == null
        ? of(reviews)
        : of(
            reviews,
            text ->
                layout.scan(Tokenizer.clean(text)).stream().map(Tokenizer.Token::word).toList());
  }

  private static TokenizedReviews of(ReviewSet reviews, Function<String, List<String>> cut) {
    Map<String, Integer> places = new HashMap<>();
    List<String> vocabulary = new ArrayList<>();
    int[][] train = tokenize(reviews.train(), cut, places, vocabulary);
    int[][] validation =
        reviews.validatedOnTest() ? null : tokenize(reviews.validation(), cut, places, vocabulary);
    int[][] test = tokenize(reviews.test(), cut, places, vocabulary);
    return new TokenizedReviews(
        List.copyOf(vocabulary), train, validation == null ? test : validation, test);
  }

  private static int[][] tokenize(
      List<Review> reviews,
      Function<String, List<String>> cut,
      Map<String, Integer> places,
      List<String> vocabulary) {
    String[][] tokens =
        reviews.parallelStream()
            .map(review -> cut.apply(review.text()).toArray(String[]::new))
            .toArray(String[][]::new);
    int[][] numbers = new int[tokens.length][];
    for (int i = 0; i < tokens.length; i++) {
      numbers[i] = new int[tokens[i].length];
      for (int t = 0; t < tokens[i].length; t++) {
        Integer place = places.putIfAbsent(tokens[i][t], vocabulary.size());
        if (place == null) {
          place = vocabulary.size();
          vocabulary.add(tokens[i][t]);
        }
        numbers[i][t] = place;
      }
      tokens[i] = null; // so that a token's many copies are not all in memory at once
    }
    return numbers;
  }

  /** How often each token of the vocabulary occurs in the training reviews. */
  public int[] trainCounts() {
    int[] counts = new int[vocabulary.size()];
    for (int[] review : train) {
      for (int token : review) {
        counts[token]++;
      }
    }
    return counts;
  }

  /** Tokens of the reviews, sorted. */
  public static int[] lengths(int[][] reviews) {
    return IntStream.range(0, reviews.length).map(i -> reviews[i].length).sorted().toArray();
  }

  /** The share of all tokens that are known, 0 to 1. */
  public static double knownShare(int[][] reviews, boolean[] known) {
    long tokens = 0;
    long found = 0;
    for (int[] review : reviews) {
      tokens += review.length;
      found += Arrays.stream(review).filter(token -> known[token]).count();
    }
    return tokens == 0 ? 0 : (double) found / tokens;
  }
}
