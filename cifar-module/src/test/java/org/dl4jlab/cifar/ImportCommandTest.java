package org.dl4jlab.cifar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dl4jlab.cifar.data.FakeCifar;
import org.dl4jlab.run.RunFolder;
import org.dl4jlab.testing.Cli;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command {@code import}: a model of Keras' becomes a run like any other. */
class ImportCommandTest {

  private static final int TEST_IMAGES = 20;

  @TempDir Path temp;

  private Cli cli;
  private Path data;
  private Path model;
  private Path run;

  @BeforeEach
  void writeModel() throws IOException {
    data = FakeCifar.folder(temp.resolve("data"), TEST_IMAGES);
    cli = CifarCli.withoutServer(temp.resolve("cache"));
    model = temp.resolve("small_images.keras");
    run = temp.resolve("run");
    try (InputStream in = ImportCommandTest.class.getResourceAsStream("small_images.keras")) {
      Files.copy(in, model);
    }
  }

  private Cli.Result importModel(Object... more) {
    Object[] arguments = new Object[6 + more.length];
    System.arraycopy(
        new Object[] {"import", model, "--data", data, "--run", run}, 0, arguments, 0, 6);
    System.arraycopy(more, 0, arguments, 6, more.length);
    return cli.run(arguments);
  }

  @Test
  void isTestedAndCanBeUsedLikeAnyOther() throws IOException {
    JsonNode imported = importModel("--json").assertDone().json();
    JsonNode metrics = imported.path("metrics");
    assertEquals(0, metrics.path("epochs").asInt());
    assertEquals(TEST_IMAGES, metrics.path("test").path("samples").asInt());
    JsonNode config =
        RunFolder.JSON.readTree(Files.readString(run.resolve(RunFolder.CONFIG))).path("options");
    assertEquals("small_images", config.path("imported").asText());
    assertEquals(0.002, config.path("learning_rate").asDouble());
    assertFalse(config.has("network"));
    JsonNode evaluated = cli.run("evaluate", "--run", run, "--json").assertDone().json();
    assertEquals(
        metrics.path("test").path("loss").asDouble(), evaluated.path("loss").asDouble(), 1e-6);
    assertEquals(
        metrics.path("test").path("accuracy").asDouble(), evaluated.path("accuracy").asDouble());
    cli.run("predict", "--run", run, "--out", temp.resolve("predicted")).assertDone();
    cli.run("inspect", "--run", run, "--out", temp.resolve("inspected")).assertDone();
    cli.run("report", "--run", run).assertDone();
    String report = Files.readString(run.resolve(RunFolder.REPORT));
    assertTrue(report.contains("small_images"), report);
    JsonNode resumed =
        cli.run("train", "--resume", run, "--epochs", 1, "--json").assertDone().json();
    assertEquals(1, resumed.path("metrics").path("epochs").asInt());
  }

  /** The steps that it made in Keras count for its optimizer, not for the run's epochs. */
  @Test
  void aTrainingGoesOnFromItsSteps() throws IOException {
    try (InputStream in = ImportCommandTest.class.getResourceAsStream("trained_images.keras")) {
      Files.copy(in, model, StandardCopyOption.REPLACE_EXISTING);
    }
    importModel().assertDone();
    JsonNode config =
        RunFolder.JSON.readTree(Files.readString(run.resolve(RunFolder.CONFIG))).path("options");
    assertEquals(3000, config.path("steps_before").asInt());
    for (int epochs = 1; epochs <= 2; epochs++) {
      JsonNode resumed =
          cli.run("train", "--resume", run, "--epochs", epochs, "--json").assertDone().json();
      assertEquals(epochs, resumed.path("metrics").path("epochs").asInt());
    }
    ComputationGraph graph = RunFolder.open(run).readModel();
    assertTrue(graph.getConfiguration().getIterationCount() > 3000);
    cli.run("evaluate", "--run", run).assertDone();
  }

  @Test
  void aModelThatWantsBytesSeesOtherNumbers() throws IOException {
    double unit = importModel("--json").assertDone().json().at("/metrics/test/loss").asDouble();
    run = temp.resolve("bytes");
    JsonNode bytes = importModel("--bytes", "--json").assertDone().json();
    assertTrue(Math.abs(unit - bytes.at("/metrics/test/loss").asDouble()) > 1);
  }

  @Test
  void whatDoesNotFitIsRefusedAndLeavesNoRun() throws IOException {
    Files.writeString(model, "no model");
    importModel().assertFailed("is no model of Keras: neither a .keras file nor an .h5 file");
    assertFalse(Files.exists(run));
    cli.run("import", temp.resolve("missing.keras"), "--run", run).assertFailed("There is no file");
    cli.run("import").assertWrongUsage("FILE");
  }
}
