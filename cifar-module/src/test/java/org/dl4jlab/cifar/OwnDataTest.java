package org.dl4jlab.cifar;

import static org.dl4jlab.cifar.own.PictureFolders.pictures;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.dl4jlab.cifar.own.PictureFolders;
import org.dl4jlab.run.RunFolder;
import org.dl4jlab.testing.Cli;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people do with pictures of their own. */
class OwnDataTest {

  @TempDir Path temp;

  private Cli cli;
  private Path own;
  private Path run;

  @BeforeEach
  void prepare() throws IOException {
    cli = CifarCli.withoutServer(temp.resolve("cache"));
    run = temp.resolve("run");
    own = temp.resolve("own");
    pictures(own.resolve("blue"), 20, Color.BLUE);
    pictures(own.resolve("red"), 20, Color.RED);
  }

  private Cli.Result train(Object data, Object... more) {
    List<Object> args = new ArrayList<>(List.of("train", "--network", "dense", "--epochs", 1));
    args.addAll(List.of("--data", data, "--run", run));
    args.addAll(List.of(more));
    return cli.run(args.toArray());
  }

  private JsonNode json(String file) throws IOException {
    return RunFolder.JSON.readTree(run.resolve(file).toFile());
  }

  @Test
  void limitDrawsFromAllClasses() throws IOException {
    train(own, "--limit-train", 16, "--limit-test", 4)
        .assertDone()
        .assertSays("16 of 32 images to train on, 4 of 8 to test on, 2 classes");
    JsonNode classes = json("metrics.json").get("classes");
    assertEquals(2, classes.get(0).get("samples").asInt());
    assertEquals(2, classes.get(1).get("samples").asInt());
    assertEquals(16, json("config.json").get("data").get("train_samples").asInt());
  }

  @Test
  void limitOfARunIsToldAndMayBeLifted() throws IOException {
    train(own, "--limit-test", 4).assertDone();
    cli.run("evaluate", "--run", run).assertDone().assertSays("4 of 8 to test on");
    cli.run("evaluate", "--run", run, "--all").assertDone().assertSays(" 8 to test on");
  }

  @Test
  void allOfWhatIsNamedIsTested() throws IOException {
    train(own).assertDone();
    Path fresh = temp.resolve("fresh");
    pictures(fresh.resolve("red"), 13, Color.RED);
    pictures(fresh.resolve("blue"), 7, Color.BLUE);
    cli.run("evaluate", "--run", run, "--data", fresh)
        .assertDone()
        .assertSays("Testing on all 20 images of fresh");
    // One class, fewer than a test would take of them, in an archive.
    Path one = temp.resolve("one");
    pictures(one.resolve("red"), 3, Color.RED);
    Path archive = PictureFolders.zip(one, temp.resolve("one.zip"));
    cli.run("evaluate", "--run", run, "--data", archive)
        .assertDone()
        .assertSays("Testing on all 3 images of one.zip");
    pictures(one.resolve("green"), 3, Color.GREEN);
    cli.run("evaluate", "--run", run, "--data", one)
        .assertFailed("The run knows the classes [blue, red], but this data has [green, red]");
  }

  @Test
  void partThatIsSetApartIsTestedAlone() throws IOException {
    train(own).assertDone();
    Path fresh = temp.resolve("fresh");
    pictures(fresh.resolve("train/red"), 5, Color.RED);
    pictures(fresh.resolve("val/red"), 2, Color.RED);
    cli.run("evaluate", "--run", run, "--data", fresh)
        .assertDone()
        .assertSays("Testing on the 2 images that fresh sets apart for tests");
  }

  @Test
  void whatWasTrainedOnIsNeverTested() throws IOException {
    train(own).assertDone();
    Cli.Result named = cli.run("evaluate", "--run", run, "--data", own).assertDone();
    assertEquals(cli.run("evaluate", "--run", run).assertDone().out(), named.out());
    named.assertSays("8 images");
  }

  @Test
  void brokenPicturesAreLeftOutUnlessThePersonSaysOtherwise() throws IOException {
    Files.writeString(own.resolve("red/3.png"), "text");
    train(own, "--broken", "stop")
        .assertFailed("1 of 40 pictures cannot be read: red/3.png is not a picture");
    train(own).assertDone().assertSays("1 of 40 pictures cannot be read: red/3.png");
    assertEquals(32, json("config.json").get("data").get("train_samples").asInt());
  }

  @Test
  void archiveTrainsLikeItsFolder() throws IOException {
    train(own).assertDone();
    String sum = json("config.json").get("data").get("train_sha256").asText();
    for (Path archive :
        new Path[] {
          PictureFolders.zip(own, temp.resolve("a b.zip")),
          PictureFolders.tarGz(own, temp.resolve("ü.tgz"))
        }) {
      run = temp.resolve("run of " + archive.getFileName());
      train(archive).assertDone();
      assertEquals(sum, json("config.json").get("data").get("train_sha256").asText());
      cli.run("evaluate", "--run", run).assertDone().assertSays("8 images");
    }
  }

  @Test
  void folderOfPicturesIsPredicted() throws IOException {
    train(own).assertDone();
    Path fresh = temp.resolve("fresh");
    pictures(fresh.resolve("deep/er"), 2, Color.RED);
    Files.writeString(fresh.resolve("notes.txt"), "passed over");
    cli.run("predict", "--run", run, "--out", temp.resolve("p.png"), fresh)
        .assertDone()
        .assertSays(fresh.resolve("deep/er/0.png") + ": red")
        .assertSays(fresh.resolve("deep/er/1.png") + ": red");
    cli.run("predict", "--run", run, Files.createDirectory(temp.resolve("empty")))
        .assertFailed("empty holds 0 pictures; 1 to 1,000 can be looked at");
  }
}
