package org.dl4jlab.imdb.encoding;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.dl4jlab.UserException;
import org.dl4jlab.data.EmbeddingMatrix;
import org.dl4jlab.data.TokenDataset;
import org.dl4jlab.imdb.data.Review;
import org.dl4jlab.imdb.data.ReviewSet;
import org.dl4jlab.imdb.vectors.WordVectors;
import org.dl4jlab.method.Validation;
import org.junit.jupiter.api.Test;

class EncodedReviewsTest {

  private static final WordVectors VECTORS =
      new WordVectors(
          List.of("a", "good", "film"), new EmbeddingMatrix(new float[] {0, 1, 2, 3}, 1));

  private static ReviewSet reviews(String... texts) {
    List<Review> train = new ArrayList<>();
    for (int i = 0; i < texts.length; i++) {
      train.add(new Review("train/" + i, texts[i], i % 2, 0));
    }
    return new ReviewSet("folder", "here", train, train.subList(0, 1), List.of());
  }

  private static EncodedReviews encode(ReviewSet reviews, int length, long seed) {
    return EncodedReviews.of(reviews, TokenizedReviews.of(reviews), VECTORS, length, seed);
  }

  @Test
  void unknownWordsAreSkippedBeforeTheTextIsCut() {
    ReviewSet reviews =
        reviews("A really good, long film", "", "film", "good good film a", "x y z");
    EncodedReviews encoded = encode(reviews, 3, 1);
    assertArrayEquals(new int[] {1, 2, 3}, encoded.test().texts()[0]);
    // a, good, film; film; good, good, film, a are known; really , long x y z are not.
    assertEquals(8 / 14.0, encoded.knownShare(), 1e-9);
  }

  @Test
  void askedForAShareOfEachClassValidates() {
    String[] texts = new String[12];
    Arrays.setAll(texts, i -> "film ".repeat(i + 1));
    ReviewSet reviews = reviews(texts).validatedOn(Validation.heldOut(1 / 3.0), 5);
    EncodedReviews encoded = encode(reviews, 20, 5);
    assertArrayEquals(new int[] {4, 4}, encoded.train().classCounts());
    assertArrayEquals(new int[] {2, 2}, encoded.validation().classCounts());
    assertEquals(encoded.validation().count(), EncodedReviews.validationOf(reviews, 5).size());
    List<Review> all = new ArrayList<>(reviews.train());
    all.addAll(reviews.validation());
    assertEquals(Set.copyOf(reviews(texts).train()), Set.copyOf(all));
  }

  @Test
  void askedForTheTestReviewsValidateThemselves() {
    ReviewSet reviews =
        reviews("a", "good", "film", "good film", "a film").validatedOn(Validation.TEST, 5);
    EncodedReviews encoded = encode(reviews, 3, 1);
    assertSame(encoded.test(), encoded.validation());
    assertEquals(5, encoded.train().count());
    assertEquals(reviews.test(), EncodedReviews.validationOf(reviews, 5));
  }

  @Test
  void theLastFifthOfTheShuffledReviewsValidates() {
    String[] texts = new String[10];
    Arrays.setAll(texts, i -> "film ".repeat(i + 1));
    EncodedReviews encoded = encode(reviews(texts), 20, 5);
    assertEquals(8, encoded.train().count());
    assertEquals(2, encoded.validation().count());
    int[] lengths =
        Stream.of(encoded.train(), encoded.validation())
            .flatMap(data -> Arrays.stream(data.texts()))
            .mapToInt(text -> text.length)
            .toArray();
    int[] sorted = lengths.clone();
    Arrays.sort(sorted);
    assertArrayEquals(new int[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10}, sorted);
    assertNotEquals(Arrays.toString(sorted), Arrays.toString(lengths), "they are not shuffled");
    TokenDataset train = encoded.train();
    for (int i = 0; i < train.count(); i++) {
      assertEquals((train.texts()[i].length - 1) % 2, train.labels()[i], "labels go with texts");
    }
    assertArrayEquals(train.texts(), encode(reviews(texts), 20, 5).train().texts());
  }

  @Test
  void theReviewsOfTheValidationAreKnown() {
    String[] texts = new String[10];
    Arrays.setAll(texts, i -> "film ".repeat(i + 1));
    ReviewSet reviews = reviews(texts);
    TokenDataset validation = encode(reviews, 20, 5).validation();
    List<Review> same = EncodedReviews.validationOf(reviews, 5);
    assertEquals(validation.count(), same.size());
    for (int i = 0; i < same.size(); i++) {
      assertEquals("film ".repeat(validation.texts()[i].length), same.get(i).text());
    }
  }

  @Test
  void reviewsThatComeForTheValidationAreTakenAsTheyAre() {
    List<Review> own = List.of(new Review("validation/0", "good film", 1, 0));
    ReviewSet without = reviews("film", "good");
    ReviewSet reviews =
        new ReviewSet(
            without.kind(),
            without.source(),
            without.classNames(),
            without.train(),
            own,
            without.test(),
            List.of(),
            List.of());
    assertEquals(own, EncodedReviews.validationOf(reviews, 5));
  }

  @Test
  void tooFewReviewsToValidateAreRefused() {
    ReviewSet reviews = reviews("film", "good");
    assertThrows(UserException.class, () -> encode(reviews, 3, 1));
  }
}
