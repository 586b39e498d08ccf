package org.dl4jlab.imdb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.commons.io.FileUtils;
import org.dl4jlab.data.EmbeddingMatrix;
import org.dl4jlab.imdb.vectors.VectorWriter;
import org.dl4jlab.imdb.vectors.WordVectors;
import org.dl4jlab.run.RunFolder;
import org.dl4jlab.testing.Cli;
import org.dl4jlab.train.EpochResult;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Train, evaluate, predict and resume on the sample, from the command line to the files. */
class ExperimentTest {

  private static final Object[] SMALL = {
    "train", "--data", "sample", "--limit-train", 400, "--limit-test", 60, "--tokens", 60
  };

  @TempDir static Path temp;
  private static Cli cli;
  private static Path vectors;
  private static Path run;
  private static Cli.Result trained;

  @BeforeAll
  static void train() throws IOException {
    cli = ImdbCli.withoutServer(temp.resolve("cache"));
    cli.run("vectors", "train", "--data", "sample", "--size", 16, "--epochs", 1, "--out", vectors())
        .assertDone();
    run = temp.resolve("run");
    trained = small("--run", run).assertDone();
  }

  private static Path vectors() {
    vectors = temp.resolve("own.bin");
    return vectors;
  }

  private static Cli.Result small(Object... more) {
    Object[] args = Arrays.copyOf(SMALL, SMALL.length + 2 + more.length);
    args[SMALL.length] = "--vectors";
    args[SMALL.length + 1] = vectors;
    System.arraycopy(more, 0, args, SMALL.length + 2, more.length);
    return cli.run(args);
  }

  private static Set<String> names(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).collect(Collectors.toSet());
    }
  }

  private static String history(Path folder) throws IOException {
    return Files.readString(folder.resolve(RunFolder.HISTORY));
  }

  @Test
  void bestEpochIsChosenByReviewsThatAreHeldOut() throws IOException {
    Path best = temp.resolve("best");
    Cli.Result result =
        small(
                "--validation",
                0.1,
                "--keep",
                "best",
                "--label-smoothing",
                0.1,
                "--average",
                0.9,
                "--schedule",
                "cosine",
                "--run",
                best)
            .assertDone();
    String said =
        "Validated after each epoch on 40 of the 400 training reviews, held out and never trained on; the 60 test reviews are looked at once, at the end.";
    result.assertSays(said);
    trained.assertSays("Validated after each epoch on 80 of the 400 training reviews, held out");
    assertTrue(Files.exists(best.resolve("best.zip")));
    double accuracy = RunFolder.open(best).readMetrics().test().accuracy();
    assertEquals(
        accuracy, cli.run("evaluate", "--run", best, "--json").json().get("accuracy").asDouble());
    small("--class-weights", "balanced", "--run", temp.resolve("weighed"))
        .assertFailed("Classes can be weighed where the network has an output for each");
  }

  @Test
  void leavesACompleteFolder() throws IOException {
    assertTrue(
        names(run)
            .containsAll(
                Set.of(
                    "config.json",
                    "history.csv",
                    "summary.txt",
                    "summary.json",
                    "model.zip",
                    "vectors.bin",
                    "metrics.json",
                    "curves.png",
                    "confusion.png",
                    "calibration.png",
                    "predictions.json",
                    "mistakes.json",
                    "report.html")));
    assertTrue(trained.out().contains("Test (sample, 60 reviews)"), trained.out());
    assertTrue(
        trained.out().contains("400 of 8,000 reviews to train on, 60 of 2,000 to test on"),
        trained.out());
    JsonNode config = RunFolder.JSON.readTree(run.resolve("config.json").toFile());
    assertEquals("imdb", config.at("/experiment").asText());
    assertEquals("sample", config.at("/data/title").asText());
    assertEquals(320, config.at("/data/train_samples").asInt());
    assertEquals(16, config.at("/data/vectors/size").asInt());
    assertEquals(60, config.at("/options/tokens").asInt());
    assertEquals(2, config.at("/options/epochs").asInt());
  }

  @Test
  void theSameSeedGivesTheSameHistoryAndAnotherOneAnother() throws IOException {
    Path again = temp.resolve("again");
    small("--run", again).assertDone();
    assertEquals(history(run), history(again));
    Path other = temp.resolve("other");
    small("--run", other, "--seed", 7).assertDone();
    assertFalse(history(run).equals(history(other)));
  }

  @Test
  void stockDl4jAgrees() throws IOException {
    Path stock = temp.resolve("stock");
    small("--run", stock, "--engine", "dl4j").assertDone();
    EpochResult expected = RunFolder.open(stock).readHistory().last().orElseThrow();
    EpochResult actual = RunFolder.open(run).readHistory().last().orElseThrow();
    assertEquals(expected.loss(), actual.loss(), 2e-3);
    assertEquals(expected.valLoss(), actual.valLoss(), 2e-3);
  }

  @Test
  void aResumedRunEndsAsOneThatWasNotInterrupted() throws IOException {
    Path resumed = temp.resolve("resumed");
    small("--run", resumed, "--epochs", 1).assertDone();
    cli.run("train", "--resume", resumed, "--epochs", 2).assertDone();
    assertEquals(history(run), history(resumed));
  }

  @Test
  void vectorsWithOneBitFlippedAreRefusedAndOthersAreNamed() throws IOException {
    Path changed = temp.resolve("changed");
    FileUtils.copyDirectory(run.toFile(), changed.toFile());
    Path file = changed.resolve("vectors.bin");
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length - 3] ^= 1;
    Files.write(file, bytes);
    cli.run("evaluate", "--run", changed)
        .assertFailed("vectors.bin is damaged or was changed: its SHA-256 is not the one in");
    Path checksums = changed.resolve("checksums.sha256");
    Files.write(
        checksums,
        Files.readAllLines(checksums).stream()
            .filter(line -> !line.endsWith("vectors.bin"))
            .toList());
    cli.run("evaluate", "--run", changed)
        .assertDone()
        .assertSays("The run's word vectors are not those that it was trained with");
  }

  @Test
  void evaluationGivesTheRunsFiguresAgain() throws IOException {
    JsonNode figures = cli.run("evaluate", "--run", run, "--json").assertDone().json();
    JsonNode metrics = RunFolder.JSON.readTree(run.resolve("metrics.json").toFile());
    assertEquals(metrics.at("/test/loss").asDouble(), figures.at("/loss").asDouble(), 1e-9);
    assertEquals(
        metrics.at("/binary/roc_auc").asDouble(), figures.at("/binary/roc_auc").asDouble(), 1e-9);
    int samples = 0;
    for (JsonNode bin : figures.at("/binary/calibration")) {
      samples += bin.at("/samples").asInt();
    }
    assertEquals(60, samples);
  }

  @Test
  void randomReviewsArePickedByTheSeedAndMarked() throws IOException {
    Path out = temp.resolve("predictions.html");
    Object[] seeded = {"predict", "--run", run, "--seed", 3, "--json", "--out", out};
    JsonNode ten = cli.run(seeded).assertDone().json();
    assertEquals(10, ten.size());
    assertTrue(ten.get(0).at("/id").asText().startsWith("sample/test/"));
    assertEquals(ten, cli.run(seeded).json());
    String page = Files.readString(out);
    assertTrue(page.contains("<span class=\"for") || page.contains("<span class=\"against"), page);
    assertFalse(page.contains("http:") || page.contains("https:"), "the page asks the network");
  }

  @Test
  void ownTextIsPredictedAndNothingInItBecomesHtml() throws IOException {
    Path page = temp.resolve("own.html");
    Path file = Files.writeString(temp.resolve("review.txt"), "The acting was <b>good</b> & fine.");
    JsonNode figures =
        cli.run(
                "predict",
                "--run",
                run,
                "--text",
                "The plot was not good, 1 < 2 &lt;script&gt;",
                file,
                "--out",
                page,
                "--json")
            .assertDone()
            .json();
    assertEquals(2, figures.size());
    assertTrue(figures.get(0).at("/actual").isNull());
    double probability = figures.get(1).at("/probability").asDouble();
    assertTrue(probability > 0 && probability < 1);
    String html = Files.readString(page);
    assertFalse(html.contains("<script"), html);
    assertTrue(html.contains("review.txt"), html);
  }

  @Test
  void standardInputIsAText() throws IOException {
    var before = System.in;
    System.setIn(new java.io.ByteArrayInputStream("The plot was good .".getBytes()));
    try {
      JsonNode figures =
          cli.run("predict", "--run", run, "-", "--json", "--out", temp.resolve("input.html"))
              .assertDone()
              .json();
      assertEquals("-", figures.get(0).at("/id").asText());
    } finally {
      System.setIn(before);
    }
  }

  @Test
  void whatWasNotReadIsSaid() {
    Cli.Result longer =
        cli.run(
                "predict",
                "--out",
                temp.resolve("predictions.html"),
                "--run",
                run,
                "--text",
                "The plot was good . ".repeat(20))
            .assertDone();
    assertTrue(
        longer.out().contains("read: the first 60 words that have a vector; 40 more were not"),
        longer.out());
    Cli.Result one =
        cli.run(
                "predict",
                "--out",
                temp.resolve("predictions.html"),
                "--run",
                run,
                "--text",
                "xyzzy plugh good frobozz")
            .assertDone();
    assertTrue(one.out().contains("only 1 of 4 words has a vector"), one.out());
    Cli.Result whole =
        cli.run(
                "predict",
                "--out",
                temp.resolve("predictions.html"),
                "--run",
                run,
                "--text",
                "The plot was good.")
            .assertDone();
    assertFalse(whole.out().contains("vector"), whole.out());
  }

  @Test
  void theTextIsGivenBackAsItWasWritten() {
    String text = "\u201CGood\u201D \u2014 or was it\u2026 not? Caf\u00E9 &amp; <i>more</i>";
    String out =
        cli.run("predict", "--out", temp.resolve("predictions.html"), "--run", run, "--text", text)
            .assertDone()
            .out();
    assertTrue(out.replaceAll("\\[[+-]([^]]*)]", "$1").contains(text), out);
  }

  @Test
  void tablesAndFoldersArePredictedTextByText() throws IOException {
    Path folder = Files.createDirectories(temp.resolve("some/inner")).getParent();
    Path csv =
        Files.writeString(folder.resolve("own.csv"), "review\nThe plot was good.\nA bad film.\n");
    Path txt = Files.writeString(folder.resolve("inner/a.txt"), "The cast was good.");
    Path blank = Files.writeString(folder.resolve("inner/b.txt"), " ");
    Files.writeString(folder.resolve("inner/.hidden.txt"), "hidden");
    Cli.Result result =
        cli.run("predict", "--run", run, folder, "--json", "--out", temp.resolve("some.html"))
            .assertDone();
    assertEquals(
        java.util.List.of(txt.toString(), csv + ", line 2", csv + ", line 3"),
        result.json().findValuesAsText("id"));
    assertTrue(result.err().contains("Left out as blank: 1 file, such as " + blank), result.err());
    cli.run("predict", "--run", run, Files.createDirectories(temp.resolve("none")))
        .assertFailed("There are no texts in " + temp.resolve("none"));
  }

  @Test
  void allOfOtherDataIsTested() throws IOException {
    Path csv = temp.resolve("new.csv");
    Files.writeString(csv, "text,label\nThe plot was good.,1\nA bad film.,0\nBad cast.,0\n");
    JsonNode figures =
        cli.run("evaluate", "--run", run, "--data", csv, "--json").assertDone().json();
    assertEquals(3, figures.at("/report/score/samples").asInt());
  }

  @Test
  void aTextWithoutAKnownWordIsRefused() {
    cli.run(
            "predict",
            "--out",
            temp.resolve("predictions.html"),
            "--run",
            run,
            "--text",
            "xyzzy plugh")
        .assertFailed("None of the text's 2 words has a vector");
  }

  @Test
  void textsThatAreNoneAreRefused() throws IOException {
    Path bytes = Files.write(temp.resolve("bytes.txt"), new byte[] {(byte) 0xFF, (byte) 0xFE, 65});
    cli.run("predict", "--run", run, bytes).assertFailed("is damaged: it is not in the encoding");
    Path large = Files.writeString(temp.resolve("large.txt"), "good ".repeat(2_000_000));
    cli.run("predict", "--run", run, large).assertFailed("large.txt");
    cli.run("predict", "--run", run, temp.resolve("missing.txt")).assertFailed("no file");
  }

  @Test
  void vectorsThatDoNotFitTheModelAreRefused() throws IOException {
    Path copy = temp.resolve("copy");
    small("--run", copy, "--epochs", 1).assertDone();
    VectorWriter.write(
        new WordVectors(java.util.List.of("good"), new EmbeddingMatrix(new float[10], 5)),
        copy.resolve("vectors.bin"));
    Files.delete(copy.resolve("checksums.sha256"));
    cli.run("predict", "--out", temp.resolve("predictions.html"), "--run", copy, "--text", "good")
        .assertFailed("vectors of size 5, but the run's network takes size 16");
    Files.delete(copy.resolve("vectors.bin"));
    cli.run("evaluate", "--run", copy).assertFailed("vectors.bin");
  }

  @Test
  void optionsOfARunStayWhenItIsResumed() {
    cli.run("train", "--resume", run, "--tokens", 50).assertWrongUsage("keeps its options");
    cli.run("train", "--resume", run)
        .assertFailed("is trained to epoch 2 already; to train on, give --epochs 3 or more");
  }

  @Test
  void impossibleOptionsAreWrongUsage() {
    small("--tokens", 2).assertWrongUsage("tokens");
    small("--vectors-limit", 0).assertWrongUsage("limit of the vectors");
    small("--epochs", 0).assertWrongUsage("Epochs");
    cli.run("predict", "--run", run, "--reviews", 0).assertWrongUsage("--reviews");
    cli.run("summary", "--vector-size", 0).assertWrongUsage("size of a word vector");
  }

  @Test
  void summaryIsTheLectures() throws IOException {
    JsonNode figures = cli.run("summary", "--json").assertDone().json();
    assertEquals(288_251, figures.at("/parameters").asInt());
    Cli.Result text = cli.run("summary").assertDone();
    assertTrue(text.out().contains("(None, 398, 250)"), text.out());
  }

  @Test
  void exploringShowsClassesLengthsAndAReview() throws IOException {
    JsonNode figures = cli.run("explore", "--data", "sample", "--json").assertDone().json();
    assertEquals(4000, figures.at("/train/classes/negative").asInt());
    assertEquals(2000, figures.at("/test/reviews").asInt());
    assertTrue(figures.at("/train/length_percentiles/50").asInt() > 40);
    assertTrue(figures.at("/test/known_share").asDouble() > 0.9);
    Cli.Result review =
        cli.run("explore", "--data", "sample", "--review", "sample/train/1.txt").assertDone();
    assertTrue(review.out().contains("sample/train/1: "), review.out());
    cli.run("explore", "--data", "sample", "--review", "sample/train/none")
        .assertFailed("There is no review 'sample/train/none'");
  }
}
