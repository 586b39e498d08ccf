package org.dl4jlab.imdb;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dl4jlab.imdb.data.FakeImdb;
import org.dl4jlab.run.RunFolder;
import org.dl4jlab.testing.Cli;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A trained run that is exported for Keras and imported again is the same run, and one like any.
 */
class ReimportedRunTest {

  private static final int REVIEWS = 10;
  private static final int TOKENS = 5;

  @TempDir private Path temp;

  @Test
  void isTheSameRun() throws IOException {
    Cli cli = ImdbCli.withoutServer(temp.resolve("cache"));
    Path data = FakeImdb.folder(temp.resolve("aclImdb"), FakeImdb.files(REVIEWS));
    Path vectors =
        Files.writeString(temp.resolve("vectors.txt"), "review 0.1 -0.4 0.3\nin 0.5 0.2 -0.6\n");
    Path first = temp.resolve("first");
    cli.run(
            "train",
            "--data",
            data,
            "--vectors",
            vectors,
            "--tokens",
            TOKENS,
            "--epochs",
            2,
            "--run",
            first)
        .assertDone();
    cli.run("export", "--run", first, "--format", "keras").assertDone();
    Path second = imported(cli, first, data, vectors, "second");

    assertSameWeights(first, second);
    JsonNode expected = evaluated(cli, first);
    JsonNode actual = evaluated(cli, second);
    assertEquals(
        expected.required("accuracy").asDouble(), actual.required("accuracy").asDouble(), 1e-9);
    assertEquals(expected.required("loss").asDouble(), actual.required("loss").asDouble(), 1e-6);

    cli.run("report", "--run", second).assertDone();
    cli.run("export", "--run", second, "--format", "onnx").assertDone();
    cli.run("export", "--run", second, "--format", "keras").assertDone();
    assertSameWeights(first, imported(cli, second, data, vectors, "third"));
    cli.run("train", "--resume", second, "--epochs", 1).assertDone();
    assertEquals(1, RunFolder.open(second).readMetrics().epochs());
  }

  private Path imported(Cli cli, Path from, Path data, Path vectors, String name) {
    Path run = temp.resolve(name);
    cli.run(
            "import",
            from.resolve("model.keras"),
            "--data",
            data,
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
