package org.dl4jlab.imdb.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReviewSetTest {

  private static List<Review> reviews(int negative, int positive) {
    List<Review> reviews = new ArrayList<>();
    for (int i = 0; i < negative; i++) {
      reviews.add(new Review("train/neg/" + i, "n" + i, Review.NEGATIVE, 1));
    }
    for (int i = 0; i < positive; i++) {
      reviews.add(new Review("train/pos/" + i, "p" + i, Review.POSITIVE, 9));
    }
    return reviews;
  }

  private static ReviewSet set(List<Review> train) {
    return new ReviewSet(ReviewSet.IMDB, "/imdb", train, train, List.of());
  }

  @Test
  void selectionIsBalancedAndInTurn() {
    ReviewSet limited = set(reviews(50, 50)).limited(10, 7, 5);
    assertArrayEquals(new int[] {5, 5}, limited.classCounts(limited.train()));
    assertArrayEquals(new int[] {4, 3}, limited.classCounts(limited.test()));
    for (int i = 0; i < 10; i++) {
      assertEquals(i % 2, limited.train().get(i).label());
    }
    assertEquals(10, limited.train().stream().distinct().count());
  }

  @Test
  void selectionDependsOnTheIdsAloneAndASmallerOneIsPartOfALarger() {
    List<Review> shuffled = reviews(50, 50);
    Collections.shuffle(shuffled, new Random(1));
    List<Review> ten = set(reviews(50, 50)).limited(10, 1, 5).train();
    assertEquals(ten, set(shuffled).limited(10, 1, 5).train());
    assertEquals(ten.subList(0, 4), set(shuffled).limited(4, 1, 5).train());
    assertNotEquals(
        List.of("train/neg/0", "train/neg/1", "train/neg/2", "train/neg/3", "train/neg/4"),
        ten.stream().map(Review::id).filter(id -> id.contains("neg")).sorted().toList(),
        "reviews of the same movie come first");
  }

  @Test
  void selectionGoesOnWithTheOtherClassWhereOneIsShort() {
    ReviewSet limited = set(reviews(20, 3)).limited(10, 2, 5);
    assertArrayEquals(new int[] {7, 3}, limited.classCounts(limited.train()));
  }

  private static ReviewSet own(List<Review> reviews) {
    return new ReviewSet(ReviewSet.FOLDER, "/own", reviews, reviews, List.of());
  }

  @Test
  void ofAPersonsOwnTheSeedDrawsFromAllClasses() {
    ReviewSet own = own(reviews(60, 20));
    ReviewSet eight = own.limited(8, 2, 1);
    assertArrayEquals(new int[] {6, 2}, eight.classCounts(eight.train()));
    assertArrayEquals(new int[] {1, 1}, eight.classCounts(eight.test()));
    assertEquals(eight, own.limited(8, 2, 1));
    assertNotEquals(eight.train(), own.limited(8, 2, 2).train());
  }

  @Test
  void everythingStaysInItsOrderWhereTheLimitIsNotReached() {
    List<Review> all = reviews(3, 4);
    assertEquals(all, set(all).limited(7, Integer.MAX_VALUE, 5).train());
  }

  @Test
  void checksumKnowsOrderTextsAndLabels() {
    Review a = new Review("a", "x", 0, 1);
    Review b = new Review("b", "y", 1, 9);
    String sum = ReviewSet.checksum(List.of(a, b));
    assertEquals(sum, ReviewSet.checksum(List.of(new Review("other", "x", 0, 0), b)));
    assertNotEquals(sum, ReviewSet.checksum(List.of(b, a)));
    assertNotEquals(sum, ReviewSet.checksum(List.of(a)));
    assertNotEquals(sum, ReviewSet.checksum(List.of(new Review("a", "x", 1, 1), b)));
    assertNotEquals(sum, ReviewSet.checksum(List.of(new Review("a", "X", 0, 1), b)));
    // printf '\x00\x00\x00\x00\x01x\x01\x00\x00\x00\x01y' | sha256sum
    assertEquals("f2acbd316d5b33dbd07651d3ecdab87082bef96c9ef25e413209a87b1585b8a7", sum);
  }

  @Test
  void titleIsWhatFiguresAreCalled() {
    assertEquals("own", own(List.of()).title());
    assertEquals("IMDB", new ReviewSet("imdb", "/x", List.of(), List.of(), List.of()).title());
    assertEquals("sample", new ReviewSet("sample", "/x", List.of(), List.of(), List.of()).title());
  }

  @ParameterizedTest
  @CsvSource({
    "neg/9_1, neg/10_1",
    "neg/9_1, neg/9_2",
    "neg/9_9, neg/9_10",
    "neg/10_1, pos/9_1",
    "neg/7, neg/7_1",
    "neg/07, neg/7",
    "neg/7, neg/08",
    "a, b",
    "line/99999999999999999999, line/100000000000000000000"
  })
  void numbersInIdsCountByTheirValue(String first, String second) {
    assertTrue(ReviewOrder.compare(first, second) < 0);
    assertTrue(ReviewOrder.compare(second, first) > 0);
    assertEquals(0, ReviewOrder.compare(first, first));
  }
}
