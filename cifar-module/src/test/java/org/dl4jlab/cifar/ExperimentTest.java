package org.dl4jlab.cifar;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javax.imageio.ImageIO;
import org.apache.commons.io.FileUtils;
import org.deeplearning4j.util.ModelSerializer;
import org.dl4jlab.cifar.data.FakeCifar;
import org.dl4jlab.run.RunFolder;
import org.dl4jlab.testing.Cli;
import org.dl4jlab.train.EpochResult;
import org.dl4jlab.train.History;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.factory.Nd4j;

/** Train, evaluate, predict and resume, from the command line to the files. */
class ExperimentTest {

  private static final Object[] SMALL = {
    "train", "--network", "dense", "--data", "sample", "--limit-train", 70, "--limit-test", 30
  };

  @TempDir static Path temp;
  private static Cli cli;
  private static Path run;
  private static Cli.Result trained;

  @BeforeAll
  static void train() {
    cli = CifarCli.withoutServer(temp.resolve("cache"));
    run = temp.resolve("run");
    trained = small("--epochs", 2, "--run", run).assertDone();
  }

  private static Cli.Result small(Object... more) {
    Object[] args = Arrays.copyOf(SMALL, SMALL.length + more.length);
    System.arraycopy(more, 0, args, SMALL.length, more.length);
    return cli.run(args);
  }

  private static History history(Path folder) throws IOException {
    return RunFolder.open(folder).readHistory();
  }

  private static Set<String> names(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).collect(Collectors.toSet());
    }
  }

  @Test
  void leavesACompleteFolder() throws IOException {
    Set<String> complete =
        Set.of(
            "checksums.sha256",
            "train.yaml",
            "config.json",
            "history.csv",
            "summary.txt",
            "summary.json",
            "model.zip",
            "metrics.json",
            "curves.png",
            "confusion.png",
            "predictions.png",
            "predictions.json",
            "mistakes.json",
            "report.html");
    Path another = temp.resolve("complete");
    small("--epochs", 1, "--run", another).assertDone();
    assertEquals(complete, names(another));
    for (String picture : List.of("curves.png", "confusion.png", "predictions.png")) {
      assertTrue(ImageIO.read(another.resolve(picture).toFile()).getWidth() > 500);
    }
  }

  @Test
  void printsSummaryEpochsAndTestAndThatTheyAreOfTheSample() {
    String out = trained.out();
    assertTrue(out.contains("Data: sample from built-in"), out);
    assertTrue(out.contains("Engine: "), out);
    assertTrue(out.contains("Total params: 646,260"), out);
    assertTrue(out.contains("Epoch 1/2 - ") && out.contains("Epoch 2/2 - "), out);
    assertTrue(out.contains("Test (sample, 30 images) - loss: "), out);
    assertTrue(out.contains("Run: " + run), out);
    assertEquals("", trained.err());
  }

  @Test
  void configTellsOptionsDataEngineAndMachine() throws IOException {
    JsonNode config = RunFolder.JSON.readTree(run.resolve("config.json").toFile());
    assertEquals("dense", config.at("/options/network").asText());
    assertEquals(42, config.at("/options/seed").asLong());
    assertEquals(32, config.at("/options/batch").asInt());
    assertEquals("sample", config.at("/data/title").asText());
    assertEquals(70, config.at("/data/train_samples").asInt());
    assertEquals(64, config.at("/data/train_sha256").asText().length());
    assertEquals("onednn", config.at("/engine/name").asText());
    assertTrue(config.at("/machine/cores").asInt() > 0);
    assertEquals("1.0.0-M2.1", config.at("/versions/dl4j").asText());
  }

  @Test
  void metricsSayThatTheyAreOfTheSample() throws IOException {
    JsonNode metrics = RunFolder.JSON.readTree(run.resolve("metrics.json").toFile());
    assertEquals("sample", metrics.get("data").asText());
    assertEquals("finished", metrics.get("status").asText());
    assertEquals(2, metrics.get("epochs").asInt());
    assertEquals(140, metrics.get("trained_samples").asInt());
    assertEquals(10, metrics.get("classes").size());
    EpochResult last = history(run).last().orElseThrow();
    assertEquals(last.valLoss(), metrics.at("/test/loss").asDouble(), 5e-7);
    assertEquals(last.valAccuracy(), metrics.at("/test/accuracy").asDouble(), 5e-7);
  }

  @Test
  void evaluateGivesTheLastValidationOfTheHistory() throws IOException {
    Cli.Result result = cli.run("evaluate", "--run", run, "--json").assertDone();
    EpochResult last = history(run).last().orElseThrow();
    assertEquals("sample", result.json().get("data").asText());
    assertEquals(last.valLoss(), result.json().get("loss").asDouble(), 5e-5);
    assertEquals(last.valAccuracy(), result.json().get("accuracy").asDouble(), 5e-5);
    assertTrue(result.err().contains("Test (sample, 30 images)"), result.err());
    String text = cli.run("evaluate", "--run", run).assertDone().out();
    assertTrue(text.contains("actual \\ predicted"), text);
  }

  @Test
  void dl4jItselfReadsTheModel() throws IOException {
    var graph = ModelSerializer.restoreComputationGraph(run.resolve("model.zip").toFile());
    assertEquals(646_260, graph.numParams());
    assertEquals(10, graph.outputSingle(Nd4j.zeros(1, 3, 32, 32)).size(1));
  }

  @Test
  void sameSeedGivesTheSameHistoryFile() throws IOException {
    Path again = temp.resolve("again");
    Path other = temp.resolve("other");
    small("--epochs", 2, "--run", again).assertDone();
    small("--epochs", 2, "--run", other, "--seed", 43).assertDone();
    assertEquals(-1, Files.mismatch(run.resolve("history.csv"), again.resolve("history.csv")));
    assertTrue(Files.mismatch(run.resolve("history.csv"), other.resolve("history.csv")) >= 0);
  }

  @Test
  void resumedRunContinuesTheHistoryThatALongerRunHas() throws IOException {
    Path longer = temp.resolve("longer");
    Path resumed = temp.resolve("resumed");
    small("--epochs", 3, "--run", longer).assertDone();
    small("--epochs", 1, "--run", resumed).assertDone();
    cli.run("train", "--resume", resumed, "--epochs", 3).assertDone();
    assertEquals(
        Files.readString(longer.resolve("history.csv")),
        Files.readString(resumed.resolve("history.csv")));
    assertEquals(
        RunFolder.open(longer).readModel().params(), RunFolder.open(resumed).readModel().params());
  }

  @Test
  void whatAPersonHasChangedIsNamed() throws IOException {
    Path changed = temp.resolve("changed");
    FileUtils.copyDirectory(run.toFile(), changed.toFile());
    Path config = changed.resolve("config.json");
    Files.writeString(config, Files.readString(config).replace("\"seed\" : 42", "\"seed\" : 43"));
    cli.run("evaluate", "--run", changed)
        .assertDone()
        .assertSays(
            "config.json was changed after the run had written it; it is used as it is now");
    cli.run("report", "--run", changed).assertDone().assertSays("config.json was changed after");
    Files.write(changed.resolve("model.zip"), new byte[100]);
    cli.run("evaluate", "--run", changed)
        .assertFailed("model.zip is damaged or was changed: its SHA-256 is not the one in");
  }

  @Test
  void finishedRunIsResumedWithMoreEpochsOnly() {
    String more = "is trained to epoch 2 already; to train on, give --epochs 3 or more";
    cli.run("train", "--resume", run).assertFailed(more);
    cli.run("train", "--resume", run, "--epochs", 1).assertFailed(more);
    cli.run("train", "--resume", run, "--epochs", 3, "--seed", 1)
        .assertWrongUsage("A continued run keeps its options");
  }

  @Test
  void runThatWasKilledBeforeItHadSavedAnythingBeginsAnew() throws IOException {
    Path killed = Files.createDirectory(temp.resolve("killed"));
    Files.copy(run.resolve("config.json"), killed.resolve("config.json"));
    cli.run("evaluate", "--run", killed).assertFailed("has no model");
    cli.run("train", "--resume", killed).assertDone().assertSays("trained from the beginning");
    assertEquals(-1, Files.mismatch(run.resolve("history.csv"), killed.resolve("history.csv")));
    assertEquals(
        RunFolder.open(run).readModel().params(), RunFolder.open(killed).readModel().params());
  }

  @ParameterizedTest
  @ValueSource(strings = {"onednn", "dl4j"})
  void threadsAreToldAsTheyAre(String engine) throws IOException {
    Path one = temp.resolve("one " + engine);
    small("--epochs", 1, "--run", one, "--engine", engine, "--threads", 1)
        .assertDone()
        .assertSays("Engine: %s, 1 thread, on ".formatted(engine));
    assertEquals(1, RunFolder.open(one).readConfig().engine().threads());
    cli.run("evaluate", "--run", one, "--engine", engine, "--threads", 1).assertDone();
    cli.run("evaluate", "--run", one, "--threads", -1).assertWrongUsage("not -1");
  }

  @Test
  void dryRunTellsAndWritesNothing() throws IOException {
    Path none = temp.resolve("none");
    Cli.Result said = small("--dry-run", "--epochs", 7, "--run", none, "--json").assertDone();
    assertFalse(Files.exists(none));
    JsonNode json = said.json();
    assertEquals(70, sum(json.get("train_samples")));
    assertEquals(30, sum(json.get("test_samples")));
    assertEquals(10, json.get("classes").size());
    assertEquals(646_260, json.get("parameters").asLong());
    assertEquals("onednn", json.get("engine").asText());
    assertTrue(json.get("epoch_seconds").asDouble() > 0);
    assertTrue(said.err().contains("7 epochs about"), said.err());
  }

  private static int sum(JsonNode counts) {
    int sum = 0;
    for (JsonNode count : counts) {
      sum += count.asInt();
    }
    return sum;
  }

  @Test
  void runIsNotResumedOnOtherImages() throws IOException {
    Path folder = FakeCifar.folder(temp.resolve("others"), 20);
    cli.run("train", "--resume", run, "--epochs", 3, "--data", folder)
        .assertFailed("not those that the run was trained on");
  }

  @Test
  void pictureOfRandomPredictionsIsRepeatedByItsSeed() throws IOException {
    byte[] seven = predict("seven", 7);
    assertArrayEquals(seven, predict("again", 7));
    assertFalse(Arrays.equals(seven, predict("eight", 8)));
    assertEquals(1500, ImageIO.read(temp.resolve("seven.png").toFile()).getWidth());
  }

  private static byte[] predict(String name, int seed) throws IOException {
    Path picture = temp.resolve(name + ".png");
    String out =
        cli.run("predict", "--run", run, "--images", 10, "--seed", seed, "--out", picture)
            .assertDone()
            .out();
    assertEquals(10, out.lines().filter(line -> line.startsWith("predicted ")).count(), out);
    assertTrue(out.contains("sample"), out);
    return Files.readAllBytes(picture);
  }

  @Test
  void photographsAreClassifiedWithTheirThreeLikeliestClasses() throws IOException {
    Path png = photograph("photo.png");
    Path jpg = photograph("photo.jpg");
    Path picture = temp.resolve("photos.png");
    Cli.Result result =
        cli.run("predict", "--run", run, "--json", "--out", picture, png, jpg).assertDone();
    assertEquals(2, result.json().size());
    for (JsonNode photo : result.json()) {
      JsonNode likeliest = photo.get("likeliest");
      assertEquals(3, likeliest.size());
      assertTrue(
          likeliest.get(0).get("probability").asDouble()
              >= likeliest.get(1).get("probability").asDouble());
    }
    assertEquals(png.toString(), result.json().get(0).get("image").asText());
    assertTrue(Files.exists(picture));
    String text = cli.run("predict", "--run", run, "--out", picture, jpg).assertDone().out();
    assertTrue(text.contains("dense trained on sample"), text);
    assertTrue(text.lines().anyMatch(line -> line.startsWith(jpg + ": ")), text);
  }

  private static Path photograph(String name) throws IOException {
    BufferedImage image = new BufferedImage(640, 480, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = image.createGraphics();
    g.setColor(Color.CYAN);
    g.fillOval(100, 100, 300, 200);
    g.dispose();
    Path file = temp.resolve(name);
    assertTrue(ImageIO.write(image, name.substring(6), file.toFile()));
    return file;
  }

  @Test
  void ownFolderOfThreeClassesIsTrainedAndEvaluated() throws IOException {
    Color[] colours = {Color.RED, Color.GREEN, Color.BLUE};
    for (Color colour : colours) {
      Path folder = Files.createDirectories(temp.resolve("own/c" + colour.getRGB()));
      for (int i = 0; i < 10; i++) {
        BufferedImage image = new BufferedImage(50 + i, 40, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = image.createGraphics();
        g.setColor(colour);
        g.fillRect(0, 0, 60, 40);
        g.dispose();
        ImageIO.write(image, "png", folder.resolve(i + ".png").toFile());
      }
    }
    Path own = temp.resolve("own-run");
    cli.run(
            "train",
            "--network",
            "dense",
            "--data",
            temp.resolve("own"),
            "--epochs",
            15,
            "--batch",
            4,
            "--run",
            own)
        .assertDone();
    JsonNode figures = cli.run("evaluate", "--run", own, "--json").assertDone().json();
    assertEquals(1.0, figures.get("accuracy").asDouble(), "three plain colours are easy");
    assertEquals(3, figures.at("/report/classes").size());
    cli.run("evaluate", "--run", own, "--data", "sample").assertFailed("The run knows the classes");
  }
}
