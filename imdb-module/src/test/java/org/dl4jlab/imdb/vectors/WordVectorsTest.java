package org.dl4jlab.imdb.vectors;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.dl4jlab.UserException;
import org.dl4jlab.data.EmbeddingMatrix;
import org.dl4jlab.imdb.vectors.WordVectors.Neighbour;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordVectorsTest {

  /** The first numbers of each word are its place in a plane. */
  private static final WordVectors ROYALS =
      vectors(
          List.of("king", "queen", "man", "woman", "apple", "zero"),
          new float[][] {{3, 4}, {4, 3}, {0, 2}, {5, 0}, {-1, 0}, {0, 0}});

  static WordVectors vectors(List<String> words, float[][] rows) {
    int size = rows[0].length;
    float[] values = new float[(words.size() + 1) * size];
    for (int i = 0; i < rows.length; i++) {
      System.arraycopy(rows[i], 0, values, (i + 1) * size, size);
    }
    return new WordVectors(words, new EmbeddingMatrix(values, size));
  }

  private static WordVectors knowing(String... words) {
    return vectors(List.of(words), new float[words.length][1]);
  }

  @Test
  void numbersAreRowsAndRowZeroIsPadding() {
    assertEquals(1, ROYALS.number("king"));
    assertEquals(3, ROYALS.number("man"));
    assertEquals(0, ROYALS.number("prince"));
    assertArrayEquals(new float[] {0, 0}, ROYALS.vector(0));
    assertArrayEquals(new float[] {4, 3}, ROYALS.vector(2));
    assertEquals(6, ROYALS.count());
    assertEquals(2, ROYALS.size());
    assertEquals(7, ROYALS.table().words());
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "movie, movie",
        "Movie, Movie movie",
        "ÉTÉ, ÉTÉ été",
        "n't, n't not",
        "N'T, N'T n't not",
        "'re, 're are",
        "'ve, 've have",
        "'ll, 'll will",
        "'m, 'm am",
        "'d, 'd would",
        "'s, 's is",
        "ca, ca can",
        "Wo, Wo wo will",
        "sha, sha shall"
      })
  void spellingsInTheirOrder(String token, String spellings) {
    assertEquals(List.of(spellings.split(" ")), WordVectors.spellings(token));
  }

  @Test
  void firstKnownSpellingCounts() {
    WordVectors vectors = knowing("Will", "will", "not", "wo", "n't", "can");
    assertEquals(1, vectors.number("Will"));
    assertEquals(2, vectors.number("WILL"));
    assertEquals(5, vectors.number("N'T"), "as it is in lower case, before the whole word");
    assertEquals(4, vectors.number("wo"), "a word of its own");
    assertEquals(6, vectors.number("Ca"));
    assertEquals(2, vectors.number("'ll"));
    assertEquals(3, knowing("a", "b", "not").number("n't"));
    assertEquals(0, vectors.number("'ve"));
  }

  @Test
  void nearestByTheAngleNotTheLength() {
    // Cosines with king (3, 4): queen 24/25, man 8/10, woman 15/25, apple -3/5, zero none.
    List<Neighbour> nearest = ROYALS.nearest("king", 10);
    assertEquals(
        List.of("queen", "man", "woman", "zero", "apple"),
        nearest.stream().map(Neighbour::word).toList());
    double[] cosines = {0.96, 0.8, 0.6, 0, -0.6};
    for (int i = 0; i < cosines.length; i++) {
      assertEquals(cosines[i], nearest.get(i).similarity(), 1e-6);
    }
    assertEquals(nearest.subList(0, 2), ROYALS.nearest("KING", 2));
  }

  @Test
  void kingWithoutManWithWomanIsQueen() {
    // Of length one: king (0.6, 0.8) - man (0, 1) + woman (1, 0) = (1.6, -0.2).
    // Cosine with queen (4, 3): (6.4 - 0.6) / (5 * sqrt(2.6)).
    List<Neighbour> nearest = ROYALS.nearest(List.of("king", "woman"), List.of("man"), 1);
    assertEquals("queen", nearest.get(0).word());
    assertEquals(5.8 / (5 * Math.sqrt(2.6)), nearest.get(0).similarity(), 1e-6);
    assertEquals(1, nearest.size());
  }

  @Test
  void unknownWordsAreNamed() {
    UserException e =
        assertThrows(
            UserException.class,
            () -> ROYALS.nearest(List.of("prince", "king"), List.of("duke"), 3));
    assertEquals("These vectors do not know 'prince', 'duke'", e.getMessage());
    assertThrows(IllegalArgumentException.class, () -> ROYALS.nearest("king", 0));
    assertThrows(IllegalArgumentException.class, () -> ROYALS.nearest(List.of(), List.of(), 1));
  }

  @Test
  void wordsAndTableMustMatch() {
    EmbeddingMatrix three = new EmbeddingMatrix(new float[6], 2);
    assertThrows(IllegalArgumentException.class, () -> new WordVectors(List.of("a"), three));
    assertThrows(IllegalArgumentException.class, () -> new WordVectors(List.of("a", "a"), three));
  }
}
