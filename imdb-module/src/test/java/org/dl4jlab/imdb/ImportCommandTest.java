package org.dl4jlab.imdb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

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

/** The command {@code import}: an LSTM of Keras' becomes a run like any other. */
class ImportCommandTest {

  @TempDir Path temp;

  private Cli cli;
  private Path model;
  private Path run;

  @BeforeEach
  void writeModel() throws IOException {
    cli = ImdbCli.withoutServer(temp.resolve("cache"));
    model = temp.resolve("small_reviews.keras");
    run = temp.resolve("run");
    try (InputStream in = ImportCommandTest.class.getResourceAsStream("small_reviews.keras")) {
      Files.copy(in, model);
    }
  }

  /** Words of the sample with as many numbers each. */
  private Path vectors(int size) throws IOException {
    StringBuilder text = new StringBuilder();
    String[] words = {"the", "movie", "was", "story", "and", "not"};
    for (int i = 0; i < words.length; i++) {
      text.append(words[i]);
      for (int j = 0; j < size; j++) {
        text.append(' ').append((i + 1) * (j % 2 == 0 ? 0.1 : -0.2));
      }
      text.append('\n');
    }
    return Files.writeString(temp.resolve("vectors.txt"), text);
  }

  @Test
  void isTestedAndCanBeUsedLikeAnyOther() throws IOException {
    JsonNode metrics =
        cli.run(
                "import",
                model,
                "--data",
                "sample",
                "--vectors",
                vectors(8),
                "--run",
                run,
                "--json")
            .assertDone()
            .json()
            .path("metrics");
    assertEquals(0, metrics.path("epochs").asInt());
    JsonNode config =
        RunFolder.JSON.readTree(Files.readString(run.resolve(RunFolder.CONFIG))).path("options");
    assertEquals("small_reviews", config.path("network").asText());
    assertEquals(30, config.path("tokens").asInt());
    JsonNode evaluated = cli.run("evaluate", "--run", run, "--json").assertDone().json();
    assertEquals(
        metrics.path("test").path("loss").asDouble(), evaluated.path("loss").asDouble(), 1e-6);
    cli.run("predict", "--run", run, "--out", temp.resolve("predicted.html"))
        .assertDone()
        .assertSays("Which words decided is told of the lecture's network only");
    cli.run("report", "--run", run).assertDone();
  }

  @Test
  void vectorsOfAnotherSizeAreRefused() throws IOException {
    cli.run("import", model, "--data", "sample", "--vectors", vectors(5), "--run", run)
        .assertFailed(
            "The model takes 30 x 8 and gives 1; for these reviews and word vectors it must take 30 x 5 and give 1");
    assertFalse(Files.exists(run));
  }
}
