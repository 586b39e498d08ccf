package org.dl4jlab.imdb.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import org.dl4jlab.source.Cache;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The real reviews, where the cache has them. */
class RealReviewsTest {

  private static final Path ARCHIVE = Cache.ofUser().resolve(Imdb.ARCHIVE.name());

  private static ReviewSet reviews;

  @BeforeAll
  static void read() throws IOException {
    if (Files.exists(ARCHIVE)) {
      reviews = ReviewSetsTest.local(ARCHIVE.getParent()).open(ARCHIVE.toString());
    }
  }

  @BeforeEach
  void needsTheArchive() {
    assumeTrue(reviews != null, "There is no " + ARCHIVE);
  }

  @Test
  void countsAreThePublishedOnes() {
    assertArrayEquals(new int[] {12_500, 12_500}, reviews.classCounts(reviews.train()));
    assertArrayEquals(new int[] {12_500, 12_500}, reviews.classCounts(reviews.test()));
    assertEquals(50_000, reviews.unlabelled().size());
  }

  @Test
  void starsAgreeWithTheClasses() {
    for (List<Review> part : List.of(reviews.train(), reviews.test())) {
      assertEquals(List.of(1, 2, 3, 4), stars(part, Review.NEGATIVE));
      assertEquals(List.of(7, 8, 9, 10), stars(part, Review.POSITIVE));
    }
    assertEquals(List.of(0), stars(reviews.unlabelled(), Review.UNLABELLED));
  }

  private static List<Integer> stars(List<Review> part, int label) {
    TreeSet<Integer> stars = new TreeSet<>();
    part.stream().filter(r -> r.label() == label).forEach(r -> stars.add(r.stars()));
    return List.copyOf(stars);
  }

  @Test
  void lecturesReviewIsWhereItShouldBe() {
    Review review =
        reviews.train().stream().filter(r -> r.id().equals("train/pos/6587_9")).findAny().get();
    assertTrue(review.text().startsWith("The Master Blackmailer"), review.text());
    assertEquals(9, review.stars());
  }
}
