package org.dl4jlab.imdb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.dl4jlab.run.RunFolder;
import org.dl4jlab.testing.Cli;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A model of Keras' that reads the numbers of six words with an embedding of nine rows, and weighs
 * every number at every place by itself, becomes a run like any other.
 */
class WordNumbersTest {

  private static final String TEXT = "It's GOOD, the movie!";

  @TempDir Path temp;

  private Cli cli;
  private Path model;
  private Path run;
  private Path lines;

  @BeforeEach
  void writeModel() throws IOException {
    cli = ImdbCli.withoutServer(temp.resolve("cache"));
    model = temp.resolve("word_numbers.keras");
    run = temp.resolve("run");
    lines =
        Files.writeString(
            temp.resolve("words.txt"), "\n[UNK]\nthe\nmovie\nwas\ngood\nbad\nits\nnot\n");
    try (InputStream in = WordNumbersTest.class.getResourceAsStream("word_numbers.keras")) {
      Files.copy(in, model);
    }
  }

  private Cli.Result importModel(Object vocabulary, Object... more) {
    Object[] arguments = new Object[8 + more.length];
    Object[] first = {
      "import", model, "--data", "sample", "--run", run, "--vocabulary", vocabulary
    };
    System.arraycopy(first, 0, arguments, 0, first.length);
    System.arraycopy(more, 0, arguments, first.length, more.length);
    return cli.run(arguments);
  }

  /** What the model makes of these six numbers. */
  private static double expected(int... rows) {
    double logit = 0.25;
    for (int t = 0; t < rows.length; t++) {
      logit += (rows[t] * 0.25 - 1) * (2 * t + 1) / 16;
      logit += (0.5 - rows[t] * 0.125) * (2 * t + 2) / 16;
    }
    return 1 / (1 + Math.exp(-logit));
  }

  private double predicted() throws IOException {
    JsonNode text =
        cli.run(
                "predict",
                "--run",
                run,
                "--text",
                TEXT,
                "--json",
                "--out",
                temp.resolve("predicted.html"))
            .assertDone()
            .json()
            .get(0);
    return text.path("probability").asDouble();
  }

  @Test
  void wordsOfALineEachAreFilledUpBehind() throws IOException {
    JsonNode metrics = importModel(lines, "--json").assertDone().json().path("metrics");
    assertEquals(expected(7, 5, 2, 3, 0, 0), predicted(), 1e-6);
    JsonNode evaluated = cli.run("evaluate", "--run", run, "--json").assertDone().json();
    assertEquals(
        metrics.path("test").path("loss").asDouble(), evaluated.path("loss").asDouble(), 1e-6);
    cli.run("report", "--run", run).assertDone();
    JsonNode resumed =
        cli.run("train", "--resume", run, "--epochs", 1, "--json").assertDone().json();
    assertEquals(1, resumed.path("metrics").path("epochs").asInt());
    JsonNode config =
        RunFolder.JSON.readTree(Files.readString(run.resolve(RunFolder.CONFIG))).path("options");
    assertEquals(4, config.path("steps_before").asInt());
    assertFalse(config.at("/layout/filled_in_front").asBoolean(true));
    assertTrue(Math.abs(expected(7, 5, 2, 3, 0, 0) - predicted()) > 1e-6);
  }

  @Test
  void orInFrontWhereThePersonSaysSo() throws IOException {
    importModel(lines, "--filled", "front").assertDone();
    assertEquals(expected(0, 0, 7, 5, 2, 3), predicted(), 1e-6);
  }

  /** Words are counted from the fourth row on; what has no row left is unknown. */
  @Test
  void kerasIndexOfWords() throws IOException {
    Path index =
        Files.writeString(
            temp.resolve("imdb_word_index.json"),
            "{\"the\":1,\"movie\":2,\"was\":3,\"good\":4,\"bad\":5,\"it's\":6}");
    importModel(index).assertDone();
    assertEquals(expected(0, 1, 2, 7, 4, 5), predicted(), 1e-6);
  }

  @Test
  void whatDoesNotFitIsRefused() throws IOException {
    cli.run("import", model, "--data", "sample", "--run", run)
        .assertFailed("models of word numbers that begin with an embedding, with --vocabulary");
    importModel(temp.resolve("missing.txt")).assertFailed("There is no file");
    Path many = Files.writeString(temp.resolve("many.txt"), "a\n".repeat(10));
    importModel(many).assertFailed("has 10 words, but the model's embedding has 9 rows");
    Path noIndex = Files.writeString(temp.resolve("index.json"), "[1, 2]");
    importModel(noIndex).assertFailed("is no index of words");
    Path negative = Files.writeString(temp.resolve("index.json"), "{\"a\": -1}");
    importModel(negative).assertFailed("has no number above 0 for 'a'");
    try (InputStream in = WordNumbersTest.class.getResourceAsStream("small_reviews.keras")) {
      Files.write(model, in.readAllBytes());
    }
    importModel(lines).assertFailed("it does not begin with an embedding");
    assertFalse(Files.exists(run));
  }
}
