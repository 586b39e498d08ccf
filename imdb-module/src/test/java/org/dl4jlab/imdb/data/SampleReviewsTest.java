package org.dl4jlab.imdb.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.dl4jlab.imdb.text.Tokenizer;
import org.junit.jupiter.api.Test;

class SampleReviewsTest {

  private static final ReviewSet SAMPLE = SampleReviews.compose();

  @Test
  void isTheSameForTheSameSeedOnly() {
    ReviewSet few = SampleReviews.compose(20, 10, 3);
    assertEquals(few, SampleReviews.compose(20, 10, 3));
    assertNotEquals(few.train(), SampleReviews.compose(20, 10, 4).train());
    assertEquals(SAMPLE, SampleReviews.compose());
  }

  @Test
  void hasEvenClassesAndSaysThatItIsTheSample() {
    assertArrayEquals(new int[] {4000, 4000}, SAMPLE.classCounts(SAMPLE.train()));
    assertArrayEquals(new int[] {1000, 1000}, SAMPLE.classCounts(SAMPLE.test()));
    assertEquals("sample", SAMPLE.title());
    assertEquals("sample", SAMPLE.limited(10, 10, 1).title());
    assertEquals("sample/train/1", SAMPLE.train().get(0).id());
    assertEquals("sample/test/2000", SAMPLE.test().get(1999).id());
  }

  @Test
  void reviewsHaveTheLengthOfShortOnesAndManyWords() {
    Set<String> vocabulary = new HashSet<>();
    for (Review review : SAMPLE.train()) {
      List<String> words = Tokenizer.tokens(review.text());
      assertTrue(words.size() >= 40 && words.size() <= 120, review.text());
      vocabulary.addAll(words);
    }
    assertTrue(vocabulary.size() > 300, "only %d words".formatted(vocabulary.size()));
  }

  @Test
  void testIsNotLearntByHeart() {
    Set<String> known =
        SAMPLE.train().stream().flatMap(r -> sentences(r).stream()).collect(Collectors.toSet());
    List<String> tested = SAMPLE.test().stream().flatMap(r -> sentences(r).stream()).toList();
    long repeated = tested.stream().filter(known::contains).count();
    assertTrue(repeated < 0.5 * tested.size(), "%d of %d".formatted(repeated, tested.size()));
    Set<String> texts = SAMPLE.train().stream().map(Review::text).collect(Collectors.toSet());
    assertTrue(SAMPLE.test().stream().noneMatch(review -> texts.contains(review.text())));
  }

  private static List<String> sentences(Review review) {
    return Arrays.asList(review.text().split("(?<=\\.) "));
  }

  /** What the sample is for: a network must look at words in their order. */
  @Test
  void countingWordsDoesNotSolveItButLookingAtThreeDoes() {
    double words = naiveBayesAccuracy(1);
    double trigrams = naiveBayesAccuracy(3);
    assertTrue(words < 0.75, "counting words gets " + words);
    assertTrue(trigrams > 0.9, "counting trigrams gets only " + trigrams);
  }

  /** Multinomial naive Bayes with add-one smoothing; the classes are even. */
  private static double naiveBayesAccuracy(int n) {
    Map<String, int[]> counts = new HashMap<>();
    int[] totals = new int[2];
    for (Review review : SAMPLE.train()) {
      for (String gram : grams(review, n)) {
        counts.computeIfAbsent(gram, unseen -> new int[2])[review.label()]++;
        totals[review.label()]++;
      }
    }
    int right = 0;
    for (Review review : SAMPLE.test()) {
      double logOdds = 0;
      for (String gram : grams(review, n)) {
        int[] count = counts.getOrDefault(gram, new int[2]);
        logOdds +=
            Math.log((count[1] + 1.0) / (totals[1] + counts.size()))
                - Math.log((count[0] + 1.0) / (totals[0] + counts.size()));
      }
      right += (logOdds > 0) == (review.label() == Review.POSITIVE) ? 1 : 0;
    }
    return (double) right / SAMPLE.test().size();
  }

  private static List<String> grams(Review review, int n) {
    List<String> words = Tokenizer.tokens(review.text());
    List<String> grams = new ArrayList<>();
    for (int i = 0; i + n <= words.size(); i++) {
      grams.add(String.join(" ", words.subList(i, i + n)));
    }
    return grams;
  }
}
