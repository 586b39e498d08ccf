package org.dl4jlab.imdb;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dl4jlab.run.RunFolder;
import org.dl4jlab.testing.Cli;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A trained run that is exported for Keras and imported again is the same run, and one like any.
 */
class ReimportedRunTest {

  private static final int REVIEWS = 100;

  @TempDir private Path temp;

  @Test
  void isTheSameRun() throws IOException {
    Cli cli = ImdbCli.withoutServer(temp.resolve("cache"));
    Path vectors = temp.resolve("own.bin");
    cli.run("vectors", "train", "--data", "sample", "--size", 8, "--epochs", 1, "--out", vectors)
        .assertDone();
    Path first = temp.resolve("first");
    cli.run(
            "train",
            "--data",
            "sample",
            "--limit-train",
            REVIEWS,
            "--vectors",
            vectors,
            "--tokens",
            30,
            "--epochs",
            2,
            "--run",
            first)
        .assertDone();
    cli.run("export", "--run", first, "--format", "keras").assertDone();
    Path second = imported(cli, first, vectors, "second");

    assertSameWeights(first, second);
    JsonNode expected = evaluated(cli, first);
    JsonNode actual = evaluated(cli, second);
    assertEquals(
        expected.required("accuracy").asDouble(), actual.required("accuracy").asDouble(), 1e-9);
    assertEquals(expected.required("loss").asDouble(), actual.required("loss").asDouble(), 1e-6);

    cli.run("report", "--run", second).assertDone();
    cli.run("export", "--run", second, "--format", "onnx").assertDone();
    cli.run("export", "--run", second, "--format", "keras").assertDone();
    assertSameWeights(first, imported(cli, second, vectors, "third"));
    cli.run("train", "--resume", second, "--epochs", 1, "--limit-train", REVIEWS).assertDone();
    assertEquals(1, RunFolder.open(second).readMetrics().epochs());
  }

  private Path imported(Cli cli, Path from, Path vectors, String name) {
    Path run = temp.resolve(name);
    cli.run(
            "import",
            from.resolve("model.keras"),
            "--data",
            "sample",
            "--vectors",
            vectors,
            "--run",
            run)
        .assertDone();
    return run;
  }

  private static JsonNode evaluated(Cli cli, Path run) throws IOException {
    return cli.run("evaluate", "--run", run, "--json").assertDone().json();
  }

  private static void assertSameWeights(Path one, Path other) throws IOException {
    ComputationGraph expected = RunFolder.open(one).readModel();
    ComputationGraph actual = RunFolder.open(other).readModel();
    assertEquals(expected.paramTable().keySet(), actual.paramTable().keySet());
    for (String array : expected.paramTable().keySet()) {
      assertArrayEquals(
          expected.getParam(array).dup('c').data().asFloat(),
          actual.getParam(array).dup('c').data().asFloat(),
          array);
    }
  }
}
