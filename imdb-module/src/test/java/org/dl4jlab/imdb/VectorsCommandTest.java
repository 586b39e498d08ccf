package org.dl4jlab.imdb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.dl4jlab.run.RunFolder;
import org.dl4jlab.testing.Cli;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code imdb vectors info}, {@code nearest} and {@code train}, as a person calls them. */
class VectorsCommandTest {

  @TempDir Path temp;

  private Cli.Result result;
  private Path glove;

  @BeforeEach
  void writeVectors() throws IOException {
    glove =
        Files.writeString(
            temp.resolve("glove.txt"), "king 3 4\nqueen 4 3\nman 0 2\nwoman 5 0\napple -1 0\n");
  }

  private int run(Object... args) {
    result = ImdbCli.withoutServer(temp.resolve("cache")).run(args);
    return result.status();
  }

  private void assertDone(Object... args) {
    run(args);
    result.assertDone();
  }

  private void assertFailed(String because, Object... args) {
    assertEquals(1, run(args));
    assertEquals("Failed: " + because, result.err().strip());
  }

  private JsonNode json() throws IOException {
    return RunFolder.JSON.readTree(result.out());
  }

  @Test
  void infoShowsWhatTheFileHolds() {
    assertDone("vectors", "info", "--vectors", glove);
    List<String> lines = result.out().lines().toList();
    assertEquals("Vectors: " + glove, lines.get(0));
    assertEquals("Format:  GloVe text", lines.get(1));
    assertEquals("Words:   5", lines.get(2));
    assertEquals("Size:    2 numbers a word", lines.get(3));
    assertEquals("First:   king queen man woman apple", lines.get(4));
    assertTrue(lines.get(5).matches("Read: .* MB unpacked in .* s, .* MB/s"), lines.get(5));
  }

  @Test
  void infoAsJsonWithALimit() throws IOException {
    assertDone("vectors", "info", "--vectors", glove, "--limit", 2, "--json");
    assertEquals("GloVe text", json().get("format").asText());
    assertEquals(2, json().get("words").asInt());
    assertEquals(2, json().get("size").asInt());
    assertEquals("[\"king\",\"queen\"]", json().get("first").toString());
    assertEquals("king 3 4\nqueen 4 3\n".length(), json().get("bytes").asInt());
    assertTrue(result.err().contains("2 (as many as asked for)"), result.err());
  }

  @Test
  void nearestOfAWordAndOfASum() throws IOException {
    assertDone("vectors", "nearest", "--vectors", glove, "King", "--count", 2);
    List<String> lines = result.out().lines().toList();
    assertEquals("Nearest to King, of 5 words, by cosine", lines.get(1));
    assertEquals(List.of(" 0.9600  queen", " 0.8000  man"), lines.subList(2, lines.size()));

    assertDone(
        "vectors", "nearest", "--json", "--vectors", glove, "king", "woman", "--minus", "man");
    assertEquals("queen", json().get("nearest").get(0).get("word").asText());
    assertEquals(2, json().get("nearest").size());
    assertTrue(result.err().contains("Nearest to king + woman - man"), result.err());
  }

  @Test
  void nearestKnowsOnlyWhatTheLimitLets() {
    assertFailed(
        "These vectors do not know 'apple'",
        "vectors",
        "nearest",
        "--vectors",
        glove,
        "--vectors-limit",
        4,
        "apple");
  }

  @Test
  void filesThatAreNoneAreNamed() {
    Path missing = temp.resolve("missing");
    assertFailed("There is no " + missing, "vectors", "info", "--vectors", missing);
    assertFailed("There is no " + missing, "vectors", "nearest", "--vectors", missing, "a");
  }

  @ParameterizedTest
  @CsvSource({
    "vectors, Choose a command: info",
    "vectors info, --vectors",
    "vectors info --vectors f --limit 0, not 0",
    "vectors nearest --vectors f, WORD",
    "vectors nearest --vectors f --count 0 a, not 0",
    "vectors nearest --vectors f --vectors-limit -1 a, not -1",
    "vectors train, --out",
    "vectors train --out f --size 0, not 0",
    "vectors train --out f --window 101, not 101",
    "vectors train --out f --min-count 0, not 0",
    "vectors train --out f --epochs 0, not 0",
    "vectors train --out f --negative 0, not 0",
    "vectors train --out f --learning-rate NaN, not NaN",
    "vectors train --out f --threads 0, not 0"
  })
  void wrongUsageIsNamed(String line, String because) {
    assertEquals(2, run((Object[]) line.split(" ")));
    List<String> lines = result.err().lines().toList();
    assertEquals(2, lines.size(), result.err());
    assertTrue(lines.get(0).contains(because), lines.get(0));
    assertTrue(lines.get(1).startsWith("Try 'imdb vectors"), lines.get(1));
  }

  @Test
  void trainWritesVectorsOfTheReviewsToTrainOn() throws IOException {
    Path reviews = temp.resolve("reviews");
    for (String part : new String[] {"train/pos", "train/neg", "test/pos", "test/neg"}) {
      Files.createDirectories(reviews.resolve(part));
      for (int i = 0; i < 6; i++) {
        Files.writeString(
            reviews.resolve(part + "/%d_%d.txt".formatted(i, part.endsWith("pos") ? 9 : 2)),
            part.startsWith("test") ? "unseen unseen" : "A film, a good film.");
      }
    }
    Path file = temp.resolve("own.bin");
    assertDone(
        "vectors", "train", "--data", reviews, "--out", file, "--size", 8, "--epochs", 1, "--json");
    assertEquals(8, json().get("size").asInt());
    assertEquals(5, json().get("words").asInt());
    assertTrue(result.err().contains("5 words of 8 numbers"), result.err());
    assertDone("vectors", "info", "--vectors", file, "--json");
    assertEquals("[\"a\",\"film\",\",\",\".\",\"good\"]", json().get("first").toString());
    assertFalse(result.out().contains("unseen"), result.out());
  }

  @Test
  void trainRefusesAFolderThatIsMissingBeforeItReadsTheReviews() {
    Path file = temp.resolve("missing/own.bin");
    assertFailed(
        "%s cannot be written: %s is no folder".formatted(file, file.getParent()),
        "vectors",
        "train",
        "--out",
        file);
    assertFalse(Files.exists(temp.resolve("cache")));
  }
}
