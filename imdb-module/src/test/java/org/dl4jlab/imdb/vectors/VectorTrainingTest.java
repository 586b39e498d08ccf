package org.dl4jlab.imdb.vectors;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.dl4jlab.UserException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VectorTrainingTest {

  private static final String[] DRINKS = {"tea", "coffee", "milk", "juice"};
  private static final String[] CARS = {"van", "truck", "bus", "tram"};

  /** Drinks are drunk from cups, cars are driven on roads. */
  private static List<List<String>> sentences() {
    Random random = new Random(7);
    List<List<String>> sentences = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      String drink = DRINKS[random.nextInt(DRINKS.length)];
      String car = CARS[random.nextInt(CARS.length)];
      sentences.add(List.of("She", "drank", drink, "from", "a", "cup"));
      sentences.add(List.of("he", "drove", "the", car, "along", "roads"));
    }
    sentences.add(List.of("rare", "words"));
    return sentences;
  }

  private static VectorOptions options(boolean cbow, long seed) {
    return new VectorOptions(16, 5, 5, 10, 5, 0.2, cbow, seed, 1);
  }

  private static WordVectors train(VectorOptions options) {
    return VectorTraining.train(sentences(), options, notice -> {});
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void wordsOfTheSameContextsAreNeighbours(boolean cbow) {
    WordVectors vectors = train(options(cbow, 1));
    for (String[] group : List.of(DRINKS, CARS)) {
      for (String word : group) {
        List<String> nearest =
            vectors.nearest(word, 3).stream().map(WordVectors.Neighbour::word).toList();
        assertTrue(Arrays.asList(group).containsAll(nearest), word + ": " + nearest);
      }
    }
  }

  @Test
  void wordsAreInLowerCaseByFrequencyAndRareOnesLeftOut() {
    WordVectors vectors = train(options(false, 1));
    assertEquals(2 * 5 + 8, vectors.count());
    assertEquals(16, vectors.size());
    assertEquals(List.of("a", "along", "cup", "drank"), vectors.words().subList(0, 4));
    assertTrue(vectors.words().contains("she"));
    assertFalse(vectors.words().contains("rare"));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void sameSeedSameVectors(boolean cbow) {
    float[] first = train(options(cbow, 1)).table().values();
    assertArrayEquals(first, train(options(cbow, 1)).table().values());
    assertFalse(Arrays.equals(first, train(options(cbow, 2)).table().values()));
  }

  /**
   * Threads write over each other's numbers, each time otherwise: what must hold is that words of
   * one context are much more alike than words of two.
   */
  @Test
  void severalThreadsTrainToo() {
    WordVectors vectors = train(new VectorOptions(16, 5, 5, 10, 5, 0.2, false, 1, 3));
    double alike = meanSimilarity(vectors, CARS, CARS);
    double apart = meanSimilarity(vectors, CARS, DRINKS);
    assertTrue(alike > apart + 0.3, alike + " within, " + apart + " between");
  }

  /** The mean cosine of the pairs of two different words. */
  private static double meanSimilarity(WordVectors vectors, String[] some, String[] others) {
    return Arrays.stream(some)
        .flatMapToDouble(
            word ->
                Arrays.stream(others)
                    .filter(other -> !other.equals(word))
                    .mapToDouble(other -> similarity(vectors, word, other)))
        .average()
        .orElseThrow();
  }

  private static double similarity(WordVectors vectors, String word, String other) {
    return vectors.nearest(word, vectors.count() - 1).stream()
        .filter(neighbour -> neighbour.word().equals(other))
        .mapToDouble(WordVectors.Neighbour::similarity)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void tooFewWordsAreNamed() {
    var e =
        assertThrows(
            UserException.class,
            () ->
                VectorTraining.train(
                    List.of(List.of("one", "one", "two")),
                    new VectorOptions(2, 1, 2, 1, 1, 0.1, false, 1, 1),
                    notice -> {}));
    assertEquals(
        "Word vectors need 2 words or more that occur 2 times, but there is 1; ask for less by --min-count",
        e.getMessage());
  }

  @ParameterizedTest
  @CsvSource({
    "0, 5, 5, 5, 5, 0.1, 1",
    "9, 0, 5, 5, 5, 0.1, 1",
    "9, 5, 0, 5, 5, 0.1, 1",
    "9, 5, 5, 0, 5, 0.1, 1",
    "9, 5, 5, 5, 0, 0.1, 1",
    "9, 5, 5, 5, 5, 0, 1",
    "9, 5, 5, 5, 5, 0.1, 0"
  })
  void optionsOutOfRangeAreRefused(
      int size, int window, int minCount, int epochs, int negative, double rate, int threads) {
    var e =
        assertThrows(
            IllegalArgumentException.class,
            () ->
                new VectorOptions(
                    size, window, minCount, epochs, negative, rate, false, 1, threads));
    assertTrue(e.getMessage().contains("not 0"), e.getMessage());
  }
}
