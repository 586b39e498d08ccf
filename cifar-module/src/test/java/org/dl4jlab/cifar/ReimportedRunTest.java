package org.dl4jlab.cifar;

import static org.dl4jlab.testing.engine.Closeness.assertClose;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dl4jlab.cifar.data.FakeCifar;
import org.dl4jlab.nets.ImageNetwork;
import org.dl4jlab.run.RunFolder;
import org.dl4jlab.testing.Cli;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A trained run that is exported for Keras and imported again is the same run, and one like any.
 */
class ReimportedRunTest {

  private static final int TEST_IMAGES = 20;

  @TempDir private Path temp;

  @ParameterizedTest
  @EnumSource(ImageNetwork.class)
  void isTheSameRun(ImageNetwork network) throws IOException {
    Path data = FakeCifar.folder(temp.resolve("data"), TEST_IMAGES);
    Cli cli = CifarCli.withoutServer(temp.resolve("cache"));
    Path first = temp.resolve("first");
    cli.run("train", "--network", network, "--data", data, "--epochs", 2, "--run", first)
        .assertDone();
    cli.run("export", "--run", first, "--format", "keras").assertDone();
    Path second = temp.resolve("second");
    cli.run("import", first.resolve("model.keras"), "--data", data, "--run", second).assertDone();

    assertSameWeights(first, second);
    JsonNode expected = evaluated(cli, first);
    JsonNode actual = evaluated(cli, second);
    assertEquals(
        expected.required("accuracy").asDouble(), actual.required("accuracy").asDouble(), 1e-9);
    assertEquals(expected.required("loss").asDouble(), actual.required("loss").asDouble(), 1e-6);

    cli.run("inspect", "--run", second).assertDone();
    cli.run("report", "--run", second).assertDone();
    cli.run("export", "--run", second, "--format", "onnx").assertDone();
    cli.run("export", "--run", second, "--format", "keras").assertDone();
    Path third = temp.resolve("third");
    cli.run("import", second.resolve("model.keras"), "--data", data, "--run", third).assertDone();
    assertSameWeights(second, third);
    cli.run("train", "--resume", second, "--epochs", 1).assertDone();
    assertEquals(1, RunFolder.open(second).readMetrics().epochs());
    assertTrue(Files.exists(second.resolve(RunFolder.REPORT)));
  }

  /**
   * With the optimizer's moments and steps; all images are one batch, so their order is nothing.
   */
  @ParameterizedTest
  @EnumSource(
      value = ImageNetwork.class,
      names = {"DENSE", "CNN"})
  void trainingGoesOnAsItWouldHave(ImageNetwork network) throws IOException {
    Path data = FakeCifar.folder(temp.resolve("data"), 4);
    Cli cli = CifarCli.withoutServer(temp.resolve("cache"));
    Path first = temp.resolve("first");
    cli.run("train", "--network", network, "--data", data, "--epochs", 3, "--run", first)
        .assertDone();
    cli.run("export", "--run", first, "--format", "keras").assertDone();
    Path second = temp.resolve("second");
    cli.run("import", first.resolve("model.keras"), "--data", data, "--run", second).assertDone();
    cli.run("train", "--resume", first, "--epochs", 5).assertDone();
    cli.run("train", "--resume", second, "--epochs", 2).assertDone();
    ComputationGraph expected = RunFolder.open(first).readModel();
    ComputationGraph actual = RunFolder.open(second).readModel();
    assertEquals(5, actual.getConfiguration().getIterationCount());
    for (String array : expected.paramTable().keySet()) {
      assertClose(array, expected.getParam(array), actual.getParam(array), 1e-5);
    }
  }

  private static JsonNode evaluated(Cli cli, Path run) throws IOException {
    return cli.run("evaluate", "--run", run, "--json").assertDone().json();
  }

  private static void assertSameWeights(Path one, Path other) throws IOException {
    ComputationGraph expected = RunFolder.open(one).readModel();
    ComputationGraph actual = RunFolder.open(other).readModel();
    for (String array : expected.paramTable().keySet()) {
      if (!actual.paramTable().containsKey(array)) {
        // The lecture's networks keep running deviations' logarithms, Keras variances.
        assertTrue(array.endsWith("log10stdev"), array);
        continue;
      }
      assertArrayEquals(
          expected.getParam(array).dup('c').data().asFloat(),
          actual.getParam(array).dup('c').data().asFloat(),
          array);
    }
  }
}
