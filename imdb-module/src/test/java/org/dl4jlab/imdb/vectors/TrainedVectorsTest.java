package org.dl4jlab.imdb.vectors;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.dl4jlab.imdb.data.Review;
import org.dl4jlab.imdb.data.ReviewSet;
import org.dl4jlab.source.Cache;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainedVectorsTest {

  private static final VectorOptions OPTIONS = new VectorOptions(8, 2, 1, 1, 2, 0.025, false, 1, 1);

  @TempDir Path temp;

  private final List<String> notices = new ArrayList<>();

  private static ReviewSet reviews(String train) {
    return new ReviewSet(
        ReviewSet.FOLDER,
        "mine",
        List.of(new Review("a", train, Review.POSITIVE, 0)),
        List.of(new Review("b", "never seen", Review.NEGATIVE, 0)),
        List.of(new Review("c", "more <br /> words", Review.UNLABELLED, 0)));
  }

  private WordVectors of(Path cache, ReviewSet reviews, VectorOptions options) throws IOException {
    notices.clear();
    return TrainedVectors.of(new Cache(cache), reviews, options, notices::add);
  }

  private List<Path> cached() throws IOException {
    try (var files = Files.list(temp.resolve("vectors"))) {
      return files.filter(file -> file.toString().endsWith(".bin")).toList();
    }
  }

  @Test
  void areTrainedOnTheTrainingAndTheUnlabelledReviewsOnceAndThenFound() throws IOException {
    WordVectors trained = of(temp, reviews("A fine film"), OPTIONS);
    assertEquals(List.of("a", "film", "fine", "more", "words"), trained.words());
    assertEquals("Training word vectors on 2 reviews of mine", notices.get(0));
    assertEquals(1, cached().size());
    String name = cached().get(0).getFileName().toString();
    assertTrue(name.matches("folder-8d-[0-9a-f]{12}\\.bin"), name);

    WordVectors found = of(temp, reviews("A fine film"), OPTIONS);
    assertEquals(
        List.of("Word vectors trained on these reviews before: " + cached().get(0)), notices);
    assertEquals(trained.words(), found.words());
    assertArrayEquals(trained.table().values(), found.table().values());
  }

  @Test
  void otherTextsOrOptionsAreTrainedAnew() throws IOException {
    of(temp, reviews("A fine film"), OPTIONS);
    of(temp, reviews("A poor film"), OPTIONS);
    assertEquals(2, cached().size());
    of(temp, reviews("A fine film"), new VectorOptions(8, 2, 1, 1, 2, 0.025, false, 2, 1));
    assertEquals(3, cached().size());
  }

  @Test
  void damagedFileIsTrainedAnew() throws IOException {
    WordVectors trained = of(temp, reviews("A fine film"), OPTIONS);
    Path file = cached().get(0);
    byte[] whole = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(whole, whole.length - 3));
    WordVectors again = of(temp, reviews("A fine film"), OPTIONS);
    assertTrue(notices.get(0).contains("is cut short"), notices.get(0));
    assertArrayEquals(trained.table().values(), again.table().values());
    assertArrayEquals(whole, Files.readAllBytes(file));
  }

  @Test
  void fileWithOneBitFlippedIsTrainedAnew() throws IOException {
    WordVectors trained = of(temp, reviews("A fine film"), OPTIONS);
    Path file = cached().get(0);
    byte[] whole = Files.readAllBytes(file);
    byte[] flipped = whole.clone();
    flipped[whole.length - 3] ^= 1; // in the last vector's last number
    Files.write(file, flipped);
    WordVectors again = of(temp, reviews("A fine film"), OPTIONS);
    assertEquals(
        file + " is not as it was written; its word vectors are trained anew", notices.get(0));
    assertArrayEquals(trained.table().values(), again.table().values());
    assertArrayEquals(whole, Files.readAllBytes(file));
  }

  @Test
  void cacheThatCannotBeWrittenIsOneLineAndTheVectorsAreUsedAllTheSame() throws IOException {
    Path file = Files.createFile(temp.resolve("file"));
    WordVectors trained = of(file.resolve("cache"), reviews("A fine film"), OPTIONS);
    assertEquals(5, trained.count());
    assertTrue(
        notices.get(0).startsWith("The word vectors will not be kept: The cache folder"),
        notices.get(0));
    assertTrue(notices.get(1).startsWith("Training word vectors on 2 reviews"), notices.get(1));
  }
}
