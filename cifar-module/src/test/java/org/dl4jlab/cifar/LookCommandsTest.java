package org.dl4jlab.cifar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.dl4jlab.cifar.data.FakeCifar;
import org.dl4jlab.testing.Cli;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands {@code summary} and {@code explore}, and the help. */
class LookCommandsTest {

  @TempDir Path temp;

  private Cli cli;

  @BeforeEach
  void prepare() {
    cli = CifarCli.withoutServer(temp.resolve("cache"));
  }

  private static String collapsed(Cli.Result result) {
    return result.out().replaceAll(" +", " ");
  }

  @Test
  void summaryShowsTheThreeNetworks() {
    String out = collapsed(cli.run("summary").assertDone());
    for (String line :
        List.of(
            "Total params: 646,260",
            "Total params: 15,120",
            "conv2d_1 (Conv2D) (None, 16, 16, 10) 490",
            "conv2d_2 (Conv2D) (None, 8, 8, 20) 1,820",
            "flatten (Flatten) (None, 1280) 0",
            "dense (Dense) (None, 10) 12,810",
            "Total params: 592,554",
            "Trainable params: 591,914",
            "Non-trainable params: 640")) {
      assertTrue(out.lines().anyMatch(line::equals), line + " is not in\n" + out);
    }
  }

  @Test
  void summaryOfOneNetworkAsJsonHasNothingButFigures() throws IOException {
    Cli.Result result = cli.run("summary", "--network", "BatchNorm", "--json").assertDone();
    JsonNode network = result.json().get(0);
    assertEquals(1, result.json().size());
    assertEquals("batchnorm", network.get("network").asText());
    assertEquals(592_554, network.get("parameters").asLong());
    assertEquals(591_914, network.get("trainable").asLong());
    assertEquals(640, network.get("not_trainable").asLong());
    assertEquals("(None, 32, 32, 32)", network.get("layers").get(1).get("shape").asText());
  }

  @Test
  void exploreOfTheSampleSaysSoAndDrawsASheet() throws IOException {
    Path sheet = temp.resolve("sheet.png");
    String out = cli.run("explore", "--data", "sample", "--out", sheet).assertDone().out();
    assertTrue(out.startsWith("Data: sample from built-in, 3,000 images"), out);
    assertTrue(out.contains("x_train [3000, 32, 32, 3], y_train [3000]"), out);
    assertTrue(out.contains("x_test  [1000, 32, 32, 3], y_test  [1000]"), out);
    assertEquals(846, ImageIO.read(sheet.toFile()).getWidth());
  }

  @Test
  void exploreShowsShapesClassesAndThePixelOfAFolder() throws IOException {
    Path folder = FakeCifar.folder(temp.resolve("data"), 20);
    byte[] third = FakeCifar.batch(20, "data_batch_3.bin".hashCode());
    // Image 54 is number 14 of the third file; green, row 12, column 13.
    int pixel = third[14 * 3073 + 1 + 1024 + 12 * 32 + 13] & 0xFF;
    String out =
        collapsed(
            cli.run("explore", "--data", folder, "--out", temp.resolve("s.png")).assertDone());
    assertTrue(out.contains("CIFAR-10 from " + folder), out);
    assertTrue(out.contains("x_train[54, 12, 13, 1] = " + pixel / 255f), out);
    assertTrue(out.lines().anyMatch("truck 10 2"::equals), out);
  }

  @Test
  void exploreOfAnArchiveGivesTheSameFiguresAsJson() throws IOException {
    Path archive = Files.write(temp.resolve("mine.tar.gz"), FakeCifar.archive(10));
    JsonNode figures =
        cli.run("explore", "--data", archive, "--json", "--out", temp.resolve("s.png"))
            .assertDone()
            .json();
    assertEquals("CIFAR-10", figures.get("data").asText());
    assertEquals("[50,32,32,3]", figures.get("train_shape").toString());
    assertEquals("[10,32,32,3]", figures.get("test_shape").toString());
    assertEquals(5, figures.get("train_classes").get("frog").asInt());
  }

  @Test
  void folderAroundTheOfficialOneIsFineToo() throws IOException {
    FakeCifar.folder(temp.resolve("data/cifar-10-batches-bin"), 1);
    String out =
        cli.run("explore", "--data", temp.resolve("data"), "--out", temp.resolve("s.png"))
            .assertDone()
            .out();
    assertTrue(out.contains("5 images to train on, 1 to test on"), out);
  }

  @Test
  void sheetIsNotWrittenIntoAMissingFolder() {
    Path sheet = temp.resolve("missing/sheet.png");
    cli.run("explore", "--data", "sample", "--out", sheet)
        .assertFailed(sheet + " cannot be written");
  }

  @Test
  void helpNamesEveryCommand() {
    String out = cli.run("--help").assertDone().out();
    Stream.of("train", "evaluate", "predict", "summary", "explore", "concepts", "inspect")
        .forEach(command -> assertTrue(out.contains(command), out));
  }

  @Test
  void helpOfTrainTellsTheDefaults() {
    String out = collapsed(cli.run("train", "--help").assertDone());
    assertTrue(out.contains("Default: 10 epochs with learning rate 0.0005, into"), out);
    assertTrue(out.contains("cifar10, cifar100 (default cifar10)"), out);
  }

  @Test
  void nothingToDoIsWrongUsage() {
    cli.run().assertWrongUsage("Choose a command: train, sweep, evaluate, ");
  }
}
