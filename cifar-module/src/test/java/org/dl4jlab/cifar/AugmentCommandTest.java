package org.dl4jlab.cifar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.dl4jlab.run.RunFolder;
import org.dl4jlab.testing.Cli;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Images changed for training and seen in several ways for tests, from the command line. */
class AugmentCommandTest {

  private static final String CHANGES = "flip,crop:4,cutout:8,colour:0.2";

  @TempDir static Path temp;
  private static Cli cli;
  private static Path run;

  @BeforeAll
  static void train() {
    cli = CifarCli.withoutServer(temp.resolve("cache"));
    run = temp.resolve("run");
    small("--augment", CHANGES, "--epochs", 2, "--run", run).assertDone();
  }

  private static Cli.Result small(Object... more) {
    Object[] args = {
      "train", "--network", "dense", "--data", "sample", "--limit-train", 70, "--limit-test", 30
    };
    return cli.run(Stream.of(args, more).flatMap(Stream::of).toArray());
  }

  private static String history(Path folder) throws IOException {
    return Files.readString(folder.resolve(RunFolder.HISTORY));
  }

  @Test
  void changesStandInTheRunsConfigurationAndAreTrainedOn() throws IOException {
    JsonNode config = RunFolder.JSON.readTree(run.resolve("config.json").toFile());
    assertEquals(CHANGES, config.at("/options/augment").asText());
    Path plain = temp.resolve("plain");
    small("--epochs", 2, "--run", plain).assertDone();
    assertNotEquals(history(plain), history(run));
    JsonNode plainConfig = RunFolder.JSON.readTree(plain.resolve("config.json").toFile());
    assertFalse(plainConfig.at("/options").has("augment"));
    assertFalse(plainConfig.at("/options").has("views"));
  }

  @Test
  void resumedRunEndsWithTheBitsOfOneThatWasNot() throws IOException {
    Path resumed = temp.resolve("resumed");
    small("--augment", CHANGES, "--epochs", 1, "--run", resumed).assertDone();
    cli.run("train", "--resume", resumed, "--epochs", 2).assertDone();
    assertEquals(history(run), history(resumed));
    assertEquals(
        RunFolder.open(run).readModel().params(), RunFolder.open(resumed).readModel().params());
  }

  @Test
  void resumedRunKeepsItsChanges() {
    cli.run("train", "--resume", run, "--epochs", 3, "--augment", "flip")
        .assertWrongUsage("A continued run keeps its options");
    cli.run("train", "--resume", run, "--epochs", 3, "--views", "flip")
        .assertWrongUsage("A continued run keeps its options");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "--augment; flap; not by 'flap'",
        "--augment; crop:0; 'crop:0' must be a number of pixels",
        "--views; cutout:8; Images are tested flipped or moved"
      })
  void whatIsNoChangeIsWrongUsage(String option, String value, String said) {
    small(option, value, "--run", temp.resolve("never")).assertWrongUsage(said);
    assertFalse(Files.exists(temp.resolve("never")));
  }

  @Test
  void imagesTooSmallToBeMovedAreTold() {
    small("--augment", "crop:40", "--run", temp.resolve("never"))
        .assertFailed("Images of 32 x 32 pixels cannot be moved by 40");
  }

  @Test
  void testsSeeImagesAsTheRunOrThePersonSays() throws IOException {
    Path viewed = temp.resolve("viewed");
    small("--views", "flip,crop:1", "--epochs", 1, "--run", viewed).assertDone();
    double trained =
        RunFolder.JSON
            .readTree(viewed.resolve("metrics.json").toFile())
            .at("/test/loss")
            .asDouble();
    double asTrained = loss("evaluate", "--run", viewed, "--json");
    double plain = loss("evaluate", "--run", viewed, "--views", "none", "--json");
    assertEquals(trained, asTrained, 1e-6);
    assertNotEquals(plain, asTrained);
    // Validation sees each image once, and its samples are those of the test.
    String last = history(viewed).lines().reduce((a, b) -> b).orElseThrow();
    assertEquals(Double.parseDouble(last.split(",")[3]), plain, 1e-6);
  }

  private static double loss(Object... command) throws IOException {
    return cli.run(command).assertDone().json().get("loss").asDouble();
  }

  @Test
  void predictionsTakeTheMeanToo() throws IOException {
    Object[] plain = {"predict", "--run", run, "--out", temp.resolve("p.png"), "--json"};
    Object[] flipped = Stream.concat(Stream.of(plain), Stream.of("--views", "flip")).toArray();
    JsonNode one = cli.run(plain).assertDone().json();
    JsonNode mean = cli.run(flipped).assertDone().json();
    assertEquals(one.size(), mean.size());
    assertNotEquals(one, mean);
    cli.run("predict", "--run", run, "--views", "cutout:3").assertWrongUsage("flipped or moved");
  }

  @Test
  void exploreShowsARowForEachPictureAndAColumnForEachEpoch() throws IOException {
    Path sheet = temp.resolve("sheet.png");
    cli.run("explore", "--data", "sample", "--augment", CHANGES, "--out", sheet).assertDone();
    BufferedImage drawn = ImageIO.read(sheet.toFile());
    assertTrue(drawn.getWidth() > 900 && drawn.getHeight() > 800);
    Path other = temp.resolve("other.png");
    cli.run("explore", "--data", "sample", "--augment", "crop:4", "--out", other).assertDone();
    assertTrue(Files.mismatch(sheet, other) >= 0);
    cli.run("explore", "--data", "sample", "--augment", "spin", "--out", other)
        .assertWrongUsage("not by 'spin'");
  }
}
