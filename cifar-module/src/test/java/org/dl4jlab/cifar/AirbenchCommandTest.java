package org.dl4jlab.cifar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.util.ModelSerializer;
import org.dl4jlab.run.RunFolder;
import org.dl4jlab.testing.Cli;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The network of today with its own defaults, on some images of the sample. */
class AirbenchCommandTest {

  @TempDir static Path temp;
  private static Cli cli;
  private static Path run;
  private static Cli.Result trained;

  @BeforeAll
  static void train() {
    cli = CifarCli.withoutServer(temp.resolve("cache"));
    run = temp.resolve("run");
    trained = train(2, run);
  }

  private static Cli.Result train(int epochs, Path folder) {
    return cli.run(
            "train",
            "--network",
            "airbench",
            "--data",
            "sample",
            "--limit-train",
            48,
            "--limit-test",
            12,
            "--batch",
            16,
            "--learning-rate",
            0.02,
            "--epochs",
            epochs,
            "--run",
            folder)
        .assertDone();
  }

  @Test
  void optionsThatAreNotGivenAreItsAuthors() throws IOException {
    JsonNode options = RunFolder.JSON.readTree(run.resolve("config.json").toFile()).at("/options");
    assertEquals("flip:alternate,crop:2", options.get("augment").asText());
    assertEquals("flip,crop:1", options.get("views").asText());
    assertEquals("triangle", options.get("schedule").asText());
    assertEquals(0.2, options.get("label_smoothing").asDouble());
    assertEquals(5, options.get("lookahead").asInt());
    assertEquals(16, options.get("batch").asInt());
    assertEquals(0.02, options.get("learning_rate").asDouble());
  }

  @Test
  void oneDnnComputesIt() {
    assertTrue(trained.out().contains("Engine: onednn"), trained.out());
  }

  @Test
  void modelIsOneOfStockDl4jWithTheWhiteningThatItBeganWith() throws IOException {
    ComputationGraph graph =
        ModelSerializer.restoreComputationGraph(run.resolve("model.zip").toFile());
    Path more = temp.resolve("more");
    train(1, more);
    ComputationGraph shorter =
        ModelSerializer.restoreComputationGraph(more.resolve("model.zip").toFile());
    assertEquals(weights(shorter, "whiten"), weights(graph, "whiten"));
    assertEquals(weights(shorter, "shift_3"), weights(graph, "shift_3"));
    assertNotEquals(weights(shorter, "conv_3"), weights(graph, "conv_3"));
  }

  private static Object weights(ComputationGraph graph, String layer) {
    return graph.getLayer(layer).getParam("W");
  }
}
