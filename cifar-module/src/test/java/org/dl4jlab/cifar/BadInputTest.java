package org.dl4jlab.cifar;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.dl4jlab.cifar.data.FakeCifar;
import org.dl4jlab.cifar.own.PictureFolders;
import org.dl4jlab.cli.CommandRunner;
import org.dl4jlab.testing.Cli;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bad input gets one clear line, and nothing is lost or half written. */
class BadInputTest {

  @TempDir Path temp;

  private Cli cli;
  private Path run;

  @BeforeEach
  void prepare() {
    cli = CifarCli.withoutServer(temp.resolve("cache"));
    run = temp.resolve("run");
  }

  private Cli.Result train(Path data) {
    return cli.run("train", "--network", "cnn", "--epochs", 1, "--data", data, "--run", run);
  }

  private void assertNoRun() {
    assertFalse(Files.exists(run), "something was written");
  }

  @ParameterizedTest
  @CsvSource({
    "--network, resnet, '--network takes dense, cnn, batchnorm or airbench'",
    "--epochs, 0, not 0",
    "--epochs, -3, not -3",
    "--epochs, ten, ten",
    "--epochs, 99999999999, 99999999999",
    "--batch, 0, not 0",
    "--learning-rate, 0, not 0.0",
    "--learning-rate, NaN, not NaN",
    "--seed, x, x",
    "--threads, -1, not -1",
    "--limit-train, 0, not 0",
    "--limit-test, -7, not -7",
    "--colour, red, --colour"
  })
  void wrongOptionsAreNamed(String option, String value, String named) {
    cli.run("train", "--run", run, option, value).assertWrongUsage(named);
    assertNoRun();
  }

  @Test
  void commandsNeedTheirRun() {
    cli.run("predict", "--run", run, "--images", 0).assertWrongUsage("not 0");
    cli.run("play").assertWrongUsage("play");
  }

  @Test
  void unknownEngineIsRefusedBeforeAnythingIsWritten() {
    cli.run("train", "--data", "sample", "--engine", "abacus", "--run", run)
        .assertFailed("There is no engine 'abacus'");
    assertNoRun();
  }

  @Test
  void dataThatIsNotThereIsNamed() {
    train(temp.resolve("nowhere")).assertFailed("There is no " + temp.resolve("nowhere"));
    assertNoRun();
  }

  @Test
  void emptyBatchFileIsNamed() throws IOException {
    Path data = FakeCifar.folder(temp.resolve("data"), 2);
    Files.write(data.resolve("data_batch_4.bin"), new byte[0]);
    train(data).assertFailed("data_batch_4.bin is empty");
    assertNoRun();
  }

  @Test
  void truncatedBatchFileIsNamed() throws IOException {
    Path data = FakeCifar.folder(temp.resolve("data"), 2);
    Files.write(data.resolve("test_batch.bin"), Arrays.copyOf(FakeCifar.batch(2, 1), 5000));
    train(data).assertFailed("test_batch.bin is cut short");
    assertNoRun();
  }

  @Test
  void missingBatchFileIsNamed() throws IOException {
    Path data = FakeCifar.folder(temp.resolve("data"), 2);
    Files.delete(data.resolve("data_batch_2.bin"));
    train(data).assertFailed("data_batch_2.bin is missing");
  }

  @Test
  void labelTwelveIsNamed() throws IOException {
    Path data = FakeCifar.folder(temp.resolve("data"), 2);
    byte[] batch = FakeCifar.batch(2, 1);
    batch[3073] = 12;
    Files.write(data.resolve("data_batch_1.bin"), batch);
    train(data).assertFailed("data_batch_1.bin has the label 12 in record 1");
    assertNoRun();
  }

  @Test
  void archiveCutShortIsNamed() throws IOException {
    byte[] whole = FakeCifar.archive(3);
    Path data = Files.write(temp.resolve("a.tar.gz"), Arrays.copyOf(whole, whole.length / 2));
    train(data).assertFailed("The archive %s is cut short".formatted(data));
    assertNoRun();
  }

  @Test
  void fileThatIsNoArchiveIsNamed() throws IOException {
    train(Files.writeString(temp.resolve("a.tar.gz"), "text")).assertFailed("a.tar.gz is not");
    train(Files.writeString(temp.resolve("a.zip"), "text"))
        .assertFailed("a.zip is not a whole .zip archive");
    train(Files.writeString(temp.resolve("a.rar"), "text"))
        .assertFailed("a.rar is no .zip or .tar.gz");
  }

  @Test
  void textNamedAsAPictureIsNamed() throws IOException {
    for (String name : new String[] {"a", "b"}) {
      Files.createDirectories(temp.resolve("own").resolve(name));
      for (int i = 0; i < 5; i++) {
        Files.writeString(temp.resolve("own/%s/%d.png".formatted(name, i)), "text");
      }
    }
    train(temp.resolve("own")).assertFailed(".png is not a picture");
    assertNoRun();
  }

  @Test
  void versionsForOtherProgramsAreNamed() throws IOException {
    Path folder = Files.createDirectories(temp.resolve("versions/cifar-10-batches-py"));
    Files.writeString(folder.resolve("data_batch_1"), "pickled");
    Files.writeString(folder.resolve("batches.meta"), "pickled");
    String advice =
        " is CIFAR's version for Python; bring the binary version, cifar-10-binary.tar.gz from"
            + " https://www.cs.toronto.edu/~kriz/cifar.html, or leave --data out to have it downloaded";
    train(folder).assertFailed(folder + advice);
    train(folder.getParent()).assertFailed(folder.getParent() + advice);
    Path archive = PictureFolders.tarGz(folder.getParent(), temp.resolve("cifar-10-python.tar.gz"));
    train(archive).assertFailed(archive + advice);
    Path hundred = Files.createDirectories(temp.resolve("hundred"));
    Files.write(hundred.resolve("train.bin"), new byte[10]);
    train(hundred).assertFailed(hundred + " is CIFAR-100; read it with --dataset cifar100");
    assertNoRun();
  }

  @Test
  void cacheThatCannotBeWrittenIsNamed() throws IOException {
    Path file = Files.createFile(temp.resolve("file"));
    CifarCli.withoutServer(file.resolve("cache"))
        .run("train", "--run", run)
        .assertFailed("The cache folder %s cannot be written".formatted(file.resolve("cache")));
    assertNoRun();
  }

  @Test
  void runsFolderThatExistsStaysAsItIs() throws IOException {
    Files.createDirectories(run);
    Files.writeString(run.resolve("config.json"), "mine");
    cli.run("train", "--data", "sample", "--run", run).assertFailed("exists already");
    assertEquals("mine", Files.readString(run.resolve("config.json")));
    try (var files = Files.list(run)) {
      assertEquals(1, files.count());
    }
  }

  @Test
  void runIsNotMadeBelowAFile() throws IOException {
    Path below = Files.createFile(temp.resolve("file")).resolve("run");
    cli.run("train", "--data", "sample", "--limit-train", 5, "--run", below)
        .assertFailed("cannot be made");
  }

  @Test
  void folderThatIsNoRunIsNamed() {
    for (String command : new String[] {"evaluate", "predict", "inspect"}) {
      cli.run(command, "--run", run).assertFailed(run + " is not a run folder");
    }
    cli.run("train", "--resume", run).assertFailed(run + " is not a run folder");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{}", "{\"options\": ", "null", "text"})
  void damagedConfigIsNamed(String config) throws IOException {
    trained();
    Files.writeString(run.resolve("config.json"), config);
    cli.run("evaluate", "--run", run).assertFailed("config.json is damaged");
    cli.run("train", "--resume", run, "--epochs", 2).assertFailed("config.json is damaged");
  }

  private void trained() throws IOException {
    train(FakeCifar.folder(temp.resolve("data"), 2)).assertDone();
  }

  @Test
  void damagedRunIsNamedAndLeftAsItIs() throws IOException {
    trained();
    byte[] model = Files.readAllBytes(run.resolve("model.zip"));
    Files.writeString(run.resolve("model.zip"), "no model");
    cli.run("evaluate", "--run", run).assertFailed("model.zip is damaged or was changed");
    Files.delete(run.resolve("checksums.sha256"));
    for (String command : new String[] {"evaluate", "predict", "inspect"}) {
      cli.run(command, "--run", run).assertFailed("model.zip is no model of DL4J");
    }
    cli.run("train", "--resume", run, "--epochs", 2).assertFailed("model.zip is no model");
    Files.delete(run.resolve("model.zip"));
    cli.run("evaluate", "--run", run).assertFailed("has no model yet");
    Files.write(run.resolve("model.zip"), model);

    String history = Files.readString(run.resolve("history.csv"));
    Files.writeString(run.resolve("history.csv"), history.substring(0, history.length() - 9));
    cli.run("train", "--resume", run, "--epochs", 2).assertFailed("history.csv is damaged");
    assertArrayEquals(model, Files.readAllBytes(run.resolve("model.zip")));
  }

  @Test
  void fileThatIsNoPictureIsNamedAndNoPictureIsDrawn() throws IOException {
    trained();
    Path text = Files.writeString(temp.resolve("text.png"), "text");
    Path out = temp.resolve("out.png");
    cli.run("predict", "--run", run, "--out", out, text).assertFailed("text.png is not a picture");
    cli.run("predict", "--run", run, "--out", out, temp.resolve("no.png"))
        .assertFailed("There is no file");
    assertFalse(Files.exists(out));
  }

  @Test
  void dataOfARunThatIsGoneIsNamed() throws IOException {
    trained();
    Files.move(temp.resolve("data"), temp.resolve("moved"));
    cli.run("evaluate", "--run", run).assertFailed("There is no " + temp.resolve("data"));
  }

  @Test
  @Timeout(120)
  void tooLittleHeapIsOneLine() throws Exception {
    Path data = FakeCifar.folder(temp.resolve("data"), 2000);
    Path err = temp.resolve("err.txt");
    Process child =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx32m",
                "-cp",
                System.getProperty("java.class.path"),
                CifarMain.class.getName(),
                "train",
                "--data",
                data.toString(),
                "--run",
                run.toString())
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(err.toFile())
            .start();
    assertTrue(child.waitFor(100, TimeUnit.SECONDS));
    assertEquals(CommandRunner.FAILED, child.exitValue());
    String said = Files.readString(err);
    assertEquals(1, said.lines().count(), said);
    assertTrue(said.startsWith("Failed: not enough memory"), said);
    assertNoRun();
  }
}
