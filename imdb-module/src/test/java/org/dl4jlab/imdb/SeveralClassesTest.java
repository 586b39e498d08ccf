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
import org.dl4jlab.train.EpochResult;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Texts of three classes, brought as JSON lines and as Parquet, from training to predictions. */
class SeveralClassesTest {

  private static final List<List<String>> WORDS =
      List.of(
          List.of("dull", "weak", "boring", "poor"),
          List.of("fair", "decent", "mixed", "plain"),
          List.of("great", "superb", "lovely", "fine"));

  private static final List<String> CLASSES = List.of("bad", "so so", "good");

  @TempDir static Path temp;
  private static Cli cli;
  private static Path vectors;
  private static Path data;
  private static Path run;

  @BeforeAll
  static void train() throws IOException {
    cli = ImdbCli.withoutServer(temp.resolve("cache"));
    data = Files.writeString(temp.resolve("texts.jsonl"), json(120));
    vectors = temp.resolve("own.bin");
    cli.run("vectors", "train", "--data", data, "--size", 8, "--min-count", 1, "--out", vectors)
        .assertDone();
    run = temp.resolve("run");
    train("--data", data, "--run", run, "--epochs", 30).assertDone();
  }

  private static String json(int count) {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < count; i++) {
      List<String> words = WORDS.get(i % 3);
      lines.append(
          "{\"text\": \"Film %d: the plot was %s, the cast %s.\", \"label\": \"%s\"}\n"
              .formatted(i, words.get(i % 4), words.get(i / 3 % 4), CLASSES.get(i % 3)));
    }
    return lines.toString();
  }

  private static Cli.Result train(Object... more) {
    Object[] args = new Object[more.length + 7];
    System.arraycopy(
        new Object[] {"train", "--vectors", vectors, "--tokens", 20, "--batch", 8}, 0, args, 0, 7);
    System.arraycopy(more, 0, args, 7, more.length);
    return cli.run(args);
  }

  @Test
  void theRunKnowsItsClassesAndLearnsThem() throws IOException {
    RunFolder folder = RunFolder.open(run);
    JsonNode config = RunFolder.JSON.readTree(run.resolve("config.json").toFile());
    assertEquals("[\"bad\",\"good\",\"so so\"]", config.at("/data/class_names").toString());
    assertEquals("json", config.at("/data/kind").asText());
    JsonNode metrics = RunFolder.JSON.readTree(run.resolve("metrics.json").toFile());
    assertTrue(metrics.at("/test/accuracy").asDouble() > 0.9, metrics.toString());
    assertEquals(3, metrics.at("/confusion").size());
    assertTrue(metrics.at("/binary").isMissingNode());
    assertFalse(Files.exists(run.resolve("calibration.png")));
    assertEquals(3, folder.readModel().getOutputLayer(0).getParam("b").length());
    String report = Files.readString(run.resolve("report.html"));
    assertTrue(report.contains("for the predicted class</span>"), report);
    assertTrue(report.contains("so so"), report);
  }

  @Test
  void stockDl4jAgrees() throws IOException {
    Path ours = temp.resolve("ours");
    Path stock = temp.resolve("stock");
    train("--data", data, "--run", ours, "--engine", "onednn").assertDone();
    train("--data", data, "--run", stock, "--engine", "dl4j").assertDone();
    EpochResult expected = RunFolder.open(stock).readHistory().last().orElseThrow();
    EpochResult actual = RunFolder.open(ours).readHistory().last().orElseThrow();
    assertEquals(expected.loss(), actual.loss(), 1e-3);
    assertEquals(expected.valLoss(), actual.valLoss(), 1e-3);
  }

  @Test
  void allOfOtherDataIsTestedAlsoWhereItHasFewerClasses() throws IOException {
    Path other = temp.resolve("other.csv");
    Files.writeString(
        other,
        "Review;Class\nThe plot was superb, the cast great.;GOOD\nA weak plot.;bad\nDull.;bad\n");
    JsonNode figures =
        cli.run("evaluate", "--run", run, "--data", other, "--json").assertDone().json();
    assertEquals(3, figures.at("/report/score/samples").asInt());
    assertEquals(1.0, figures.at("/accuracy").asDouble());
    Files.writeString(other, "review,class\nSuperb.,splendid\n");
    cli.run("evaluate", "--run", run, "--data", other)
        .assertFailed("the class splendid, which the network does not know; it knows bad, good");
  }

  @Test
  void predictionsNameTheClassesAndTheirProbabilities() throws IOException {
    Path table = temp.resolve("some.csv");
    Files.writeString(
        table, "text,label\nThe plot was superb — “great”!,good\nxyzzy,bad\n ,bad\nDull plot,\n");
    Cli.Result result =
        cli.run("predict", "--run", run, table, "--json", "--out", temp.resolve("some.html"))
            .assertDone();
    JsonNode figures = result.json();
    assertEquals(2, figures.size());
    assertEquals(table + ", line 2", figures.at("/0/id").asText());
    assertEquals("good", figures.at("/0/predicted").asText());
    assertEquals("good", figures.at("/0/actual").asText());
    assertTrue(figures.at("/1/actual").isNull());
    assertEquals("bad", figures.at("/1/predicted").asText());
    assertTrue(figures.at("/0/probability").isMissingNode());
    double sum = 0;
    for (JsonNode probability : figures.at("/0/probabilities")) {
      sum += probability.asDouble();
    }
    assertEquals(1, sum, 1e-5);
    assertTrue(result.err().contains("superb"), result.err());
    assertTrue(result.err().contains(" — “"), result.err());
    assertTrue(result.err().contains("Left out: 1 of 3 texts, which have no word"), result.err());
    assertTrue(result.err().contains("Left out as blank: 1 text of " + table), result.err());
  }

  @ParameterizedTest
  @ValueSource(strings = {"snappy", "named"})
  void parquetIsTrainedOn(String name) throws IOException {
    Path file = temp.resolve(name + ".parquet");
    try (var in = SeveralClassesTest.class.getResourceAsStream("table/" + name + ".parquet")) {
      Files.write(file, in.readAllBytes());
    }
    Path folder = temp.resolve("of " + name);
    Cli.Result trained = train("--data", file, "--run", folder, "--epochs", 1).assertDone();
    assertTrue(trained.out().contains("Left out as blank: 1 text of " + file), trained.out());
    JsonNode config = RunFolder.JSON.readTree(folder.resolve("config.json").toFile());
    assertEquals(
        name.equals("named") ? "[\"bad\",\"good\",\"so so\"]" : "[\"0\",\"1\",\"2\"]",
        config.at("/data/class_names").toString());
    assertEquals("parquet", config.at("/data/kind").asText());
  }
}
