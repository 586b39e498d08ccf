package org.dl4jlab.spark;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dl4jlab.cifar.ImageArguments;
import org.dl4jlab.cifar.ImageClassification;
import org.dl4jlab.cli.CommandGroup;
import org.dl4jlab.cli.CommandRunner;
import org.dl4jlab.cli.Terminal;
import org.dl4jlab.cli.TrainCommand;
import org.dl4jlab.cli.TrainingPlace;
import org.dl4jlab.run.RunFolder;
import org.dl4jlab.testing.Cli;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.ndarray.INDArray;
import picocli.CommandLine;

class SparkTrainTest {

  private static final String[] SMALL = {
    "--data", "sample", "--limit-train", "130", "--limit-test", "30", "--threads", "1"
  };

  @TempDir Path temp;

  @Test
  void onePartitionHasTheBitsOfOneMachine() throws Exception {
    Path one = temp.resolve("one");
    Path machine = temp.resolve("machine");

    train(one, "--network", "batchnorm", "--epochs", "2", "--partitions", "1", "--steps", "3")
        .assertDone()
        .assertSays("Spark 4.");
    onOneMachine(machine, "--network", "batchnorm", "--epochs", "2").assertDone();

    assertSame(machine, one);
    assertTrue(Files.exists(one.resolve("report.html")));
  }

  @Test
  void aRunInPartitionsIsResumedToTheBit() throws Exception {
    Path whole = temp.resolve("whole");
    Path resumed = temp.resolve("resumed");
    String[] divided = {"--network", "cnn", "--partitions", "3", "--steps", "2", "--batch", "8"};

    train(whole, with(divided, "--epochs", "2")).assertDone();
    train(resumed, with(divided, "--epochs", "1")).assertDone();
    cli().here("train", "--resume", resumed, "--epochs", "2").assertDone();

    assertSame(whole, resumed);
    var options = RunFolder.open(whole).readConfig().options();
    assertEquals(24, options.get("batch").asInt());
    assertEquals(3, options.get("distribution").get("partitions").asInt());
  }

  @Test
  void aTrainingOfReviewsIsDividedToo() throws Exception {
    Path run = temp.resolve("reviews");
    String[] line = {"imdb", "train", "--epochs", "1", "--tokens", "40", "--run", run.toString()};

    cli()
        .here((Object[]) with(SMALL, line))
        .assertDone()
        .assertSays("2 partitions, each of about 52 reviews");

    assertEquals(1, RunFolder.open(run).readHistory().epochs().size());
  }

  @Test
  void whatCannotBeDividedSoIsRefused() {
    train(temp.resolve("x"), "--partitions", "0").assertWrongUsage("1 to 1,000,000 partitions");
    train(temp.resolve("x"), "--steps", "0").assertWrongUsage("1 to 1,000,000 steps");
    train(temp.resolve("x"), "--partitions", "131")
        .assertFailed("130 images cannot be divided into 131 partitions");
    for (String steered : List.of("--label-smoothing=0.1", "--average=0.9")) {
      train(temp.resolve("x"), steered).assertFailed("Trainings in partitions have no");
    }
    assertFalse(Files.exists(temp.resolve("x")));
  }

  @Test
  void itsOwnFileRepeatsARunThatWasSteered() throws Exception {
    Path first = temp.resolve("first");
    Path again = temp.resolve("again");
    String[] steered = {"--network", "cnn", "--epochs", "2", "--batch", "8", "--steps", "2"};
    train(first, with(steered, "--schedule", "cosine", "--clip-norm", "0.5")).assertDone();

    cli().here("train", "--config", first.resolve("train.yaml"), "--run", again).assertDone();

    assertSame(first, again);
    assertEquals("cosine", RunFolder.open(again).readConfig().options().get("schedule").asText());
  }

  @Test
  void anOrdinaryRunIsNotResumedInPartitions() throws Exception {
    Path machine = temp.resolve("machine");
    onOneMachine(machine, "--network", "cnn", "--epochs", "1").assertDone();

    cli()
        .run("train", "--resume", machine, "--epochs", "2")
        .assertFailed("was not trained in partitions");
    cli()
        .run("train", "--resume", machine, "--epochs", "2", "--partitions", "2")
        .assertWrongUsage("keeps its options");
  }

  @Test
  void aMasterThatDoesNotAnswerIsTold() throws Exception {
    int closed;
    try (ServerSocket socket = new ServerSocket(0)) {
      closed = socket.getLocalPort();
    }
    assertNoMaster("spark://127.0.0.1:" + closed, "No master answers at spark://127.0.0.1:");
    assertNoMaster("spark://nowhere.invalid:7077", "No master answers at spark://nowhere.invalid");
    assertNoMaster("spark://nowhere", "it should be spark://HOST:PORT");
    assertNoMaster("moon", "Spark could not be started on moon");
    assertFalse(Files.exists(temp.resolve("x")));
  }

  private void assertNoMaster(String address, String because) {
    String[] line = with(SMALL, "train", "--run", temp.resolve("x").toString());

    cli().run((Object[]) with(new String[] {"--master", address}, line)).assertFailed(because);
  }

  private Cli.Result train(Path run, String... options) {
    return cli().here((Object[]) with(SMALL, with(options, "train", "--run", run.toString())));
  }

  private Cli.Result onOneMachine(Path run, String... options) {
    return new Cli(
            "cifar",
            (out, err, args) -> {
              CommandLine program =
                  CommandGroup.commandLine(new Program(), "test")
                      .addSubcommand(
                          TrainCommand.commandLine(
                              new ImageClassification(),
                              new ImageArguments(),
                              TrainingPlace.HERE,
                              cli().locations()));
              return CommandRunner.run(program, new Terminal(out, err, false), args);
            })
        .run((Object[]) with(SMALL, with(options, "train", "--run", run.toString())));
  }

  @CommandLine.Command(name = "cifar")
  private static final class Program extends CommandGroup {}

  private SparkCli cli() {
    return new SparkCli(temp.resolve("cache"));
  }

  /** The second words in front of the first. */
  private static String[] with(String[] behind, String... before) {
    List<String> words = new ArrayList<>(List.of(before));
    words.addAll(List.of(behind));
    return words.toArray(String[]::new);
  }

  private static void assertSame(Path expected, Path actual) throws IOException {
    assertEquals(
        Files.readString(expected.resolve(RunFolder.HISTORY)),
        Files.readString(actual.resolve(RunFolder.HISTORY)));
    ComputationGraph left = RunFolder.open(expected).readModel();
    ComputationGraph right = RunFolder.open(actual).readModel();
    assertSameBits(left.params(), right.params());
    assertSameBits(left.getUpdater().getStateViewArray(), right.getUpdater().getStateViewArray());
    assertEquals(
        left.getConfiguration().getIterationCount(), right.getConfiguration().getIterationCount());
    assertEquals(left.getConfiguration().getEpochCount(), right.getConfiguration().getEpochCount());
  }

  /** The arrays' own comparison allows for rounding. */
  private static void assertSameBits(INDArray expected, INDArray actual) {
    assertArrayEquals(
        expected.reshape(expected.length()).toFloatVector(),
        actual.reshape(actual.length()).toFloatVector(),
        0);
  }
}
