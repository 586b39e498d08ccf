package org.dl4jlab.notebooks;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.dl4jlab.augment.Augmentation;
import org.dl4jlab.augment.Views;
import org.dl4jlab.cifar.ImageExperiment;
import org.dl4jlab.cifar.data.CifarDataset;
import org.dl4jlab.nets.ImageNetwork;
import org.dl4jlab.run.RunFolder;
import org.dl4jlab.run.TrainingSettings;
import org.dl4jlab.testing.MadeUpRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** A run's notebook holds its code, its figures and its pictures, in the format's own structure. */
class ExportTest {

  @TempDir Path temp;

  private JsonNode exported(RunFolder folder) throws IOException {
    Path out = temp.resolve("out.ipynb");
    Cli.run("export", "--run", folder.path(), "--out", out).assertDone();
    return Cli.read(out);
  }

  private RunFolder run(ImageNetwork network) throws IOException {
    return MadeUpRuns.write(temp.resolve("pets-run"), network);
  }

  @ParameterizedTest
  @EnumSource(names = "AIRBENCH", mode = EnumSource.Mode.EXCLUDE)
  void structureIsThatOfTheFormat(ImageNetwork network) throws IOException {
    JsonNode notebook = exported(run(network));
    assertEquals(4, notebook.get("nbformat").asInt());
    assertEquals(5, notebook.get("nbformat_minor").asInt());
    assertEquals("dl4jlab", notebook.at("/metadata/kernelspec/name").asText());
    assertEquals("Java (dl4j-lab)", notebook.at("/metadata/kernelspec/display_name").asText());
    assertEquals("java", notebook.at("/metadata/language_info/name").asText());
    Set<String> ids = new HashSet<>();
    for (JsonNode cell : notebook.get("cells")) {
      String id = cell.get("id").asText();
      assertTrue(id.matches("[a-zA-Z0-9-_]{1,64}"), id);
      assertTrue(ids.add(id), id + " occurs twice");
      assertTrue(cell.get("metadata").isObject(), id);
      assertTrue(cell.get("source").isArray() && !cell.get("source").isEmpty(), id);
      boolean code = cell.get("cell_type").asText().equals("code");
      assertEquals(code ? "code" : "markdown", cell.get("cell_type").asText());
      assertEquals(code, cell.has("outputs"), id);
      assertEquals(code, cell.has("execution_count"), id);
      assertFalse(Cli.source(cell).contains("{{"), Cli.source(cell));
      assertFalse(cell.has("attachments"), id);
    }
  }

  @Test
  void cellsGoFromImportsToAnalysis() throws IOException {
    List<String> code = new ArrayList<>();
    for (JsonNode cell : exported(run(ImageNetwork.CNN)).get("cells")) {
      if (cell.get("cell_type").asText().equals("code")) {
        code.add(cell.get("id").asText());
      }
    }
    assertEquals(
        List.of(
            "imports",
            "data",
            "provenance",
            "declaration",
            "configuration",
            "graph",
            "engine",
            "training",
            "history",
            "curves",
            "test",
            "classes",
            "confusion",
            "predictions",
            "comparison"),
        code);
  }

  @Test
  void storedOutputsAreTheRunsOwn() throws IOException {
    RunFolder folder = run(ImageNetwork.DENSE);
    JsonNode notebook = exported(folder);
    assertEquals(MadeUpRun.SUMMARY, Cli.stored(notebook, "graph", "text"));
    assertEquals(
        """
        Epoch 1/2 - loss: 1.0000 - accuracy: 0.5000 - val_loss: 1.5000 - val_accuracy: 0.2500
        Epoch 2/2 - loss: 0.5000 - accuracy: 0.5000 - val_loss: 0.7500 - val_accuracy: 0.7500
        """,
        Cli.stored(notebook, "training", "text"));
    assertEquals(MadeUpRun.history(2).toCsv(), Cli.stored(notebook, "history", "text/plain"));
    assertTrue(
        Cli.stored(notebook, "history", "text/html")
            .contains(
                "<tr><td>1</td><td>1.0000</td><td>0.5000</td><td>1.5000</td><td>0.2500</td></tr>"));
    assertEquals(
        "Test (pets, 4 samples) - loss: 0.5000 - accuracy: 0.7500\n",
        Cli.stored(notebook, "test", "text"));
    assertTrue(
        Cli.stored(notebook, "classes", "text/html")
            .contains(
                "<tr><td>cat</td><td>1.0000</td><td>0.5000</td><td>0.6667</td><td>2</td></tr>"));
    assertTrue(
        Cli.stored(notebook, "classes", "text/plain")
            .contains("cat                    1.0000  0.5000  0.6667        2"));
    for (String name : List.of("curves", "confusion", "predictions")) {
      assertArrayEquals(
          Files.readAllBytes(folder.file(name + ".png")),
          Base64.getDecoder().decode(Cli.stored(notebook, name, "image/png")));
    }
    assertTrue(
        Cli.cell(notebook, "comparison").get("outputs").isEmpty(),
        "the comparison is for those who execute it");
  }

  @Test
  void codeHasTheRunsSettings() throws IOException {
    JsonNode notebook = exported(run(ImageNetwork.CNN));
    assertTrue(
        Cli.source(Cli.cell(notebook, "data")).contains("sets.open(\"/data/\\\"pets\\\"\");"));
    assertTrue(
        Cli.source(Cli.cell(notebook, "training")).contains("new TrainingOptions(2, 4, 7);"));
    assertTrue(
        Cli.source(Cli.cell(notebook, "engine"))
            .contains("Engines.fastest(graph, new EngineOptions(0), System.out::println)"));
    String declaration = Cli.source(Cli.cell(notebook, "declaration"));
    assertTrue(declaration.contains("public final class SmallCnn {"), declaration);
    assertTrue(declaration.contains("conv(10, 20, 3, 2)"), declaration);
    assertFalse(declaration.contains("import "), declaration);
    assertTrue(
        Cli.source(Cli.cell(notebook, "imports"))
            .startsWith("import static org.dl4jlab.nets.Keras.conv;\n"));
  }

  @Test
  void reviewsHaveCellsOfTheirOwn() throws IOException {
    RunFolder folder = MadeUpRuns.writeSentiment(temp.resolve("run"));
    JsonNode notebook = exported(folder);
    assertEquals(
        """
        sample: 100 reviews to train on, 4 to test on
        93.8% of all tokens have one of 1,234 vectors of 100 numbers
        """,
        Cli.stored(notebook, "texts", "text"));
    assertTrue(Cli.source(Cli.cell(notebook, "texts")).contains("words, 400, 42)"));
    assertTrue(Cli.source(Cli.cell(notebook, "vectors")).contains("TrainedVectors.of("));
    assertArrayEquals(
        Files.readAllBytes(folder.file("calibration.png")),
        Base64.getDecoder().decode(Cli.stored(notebook, "calibration", "image/png")));
  }

  @Test
  void sampleIsCalledSample() throws IOException {
    TrainingSettings settings =
        new TrainingSettings("auto", 2, 4, 0.0005, 1L << 40, "dl4j", 3, 100, Integer.MAX_VALUE);
    JsonNode notebook =
        exported(
            MadeUpRuns.ofImages(
                    ImageNetwork.CNN, settings, MadeUpRun.data("sample", "sample", "built-in"))
                .write(temp.resolve("run")));
    assertTrue(
        Cli.source(Cli.cell(notebook, "about-data"))
            .contains("trained on the built-in sample, not on CIFAR-10"));
    assertTrue(
        Cli.source(Cli.cell(notebook, "data"))
            .contains("sets.open(\"sample\").limited(100, Integer.MAX_VALUE, 1099511627776L);"));
    assertTrue(
        Cli.source(Cli.cell(notebook, "engine"))
            .contains("Engines.named(\"dl4j\", graph, new EngineOptions(3))"));
    assertTrue(
        Cli.source(Cli.cell(notebook, "training"))
            .contains("new TrainingOptions(2, 4, 1099511627776L);"));
  }

  @Test
  void dataSetIsTheRuns() throws IOException {
    ImageExperiment options =
        new ImageExperiment(
            CifarDataset.CIFAR100, ImageNetwork.CNN, TrainingSettings.defaults(2, 0.0005, 7));
    JsonNode notebook =
        exported(
            new MadeUpRun(
                    "cifar",
                    RunFolder.tree(options),
                    MadeUpRun.data("cifar100", "CIFAR-100", "/data/cifar"),
                    2)
                .write(temp.resolve("run")));
    assertTrue(
        Cli.source(Cli.cell(notebook, "about-data")).contains("photographs in a hundred classes"));
    assertTrue(
        Cli.source(Cli.cell(notebook, "data"))
            .contains("new ImageSets(CifarDataset.CIFAR100.format(), DataAccess.ofUser("));
  }

  @ParameterizedTest
  @CsvSource({"AIRBENCH,,", "CNN,flip,", "CNN,,flip"})
  void runsThatAreNotTheLecturesAreShownWithoutCode(
      ImageNetwork network, String augment, String views) throws IOException {
    ImageExperiment options =
        new ImageExperiment(
            CifarDataset.CIFAR10,
            network,
            null,
            0,
            augment == null ? null : Augmentation.of(augment),
            views == null ? null : Views.of(views),
            TrainingSettings.defaults(2, 0.0005, 7));
    RunFolder folder =
        new MadeUpRun(
                "cifar",
                RunFolder.tree(options),
                MadeUpRun.data("cifar10", "CIFAR-10", "/data/cifar"),
                2)
            .write(temp.resolve("run"));
    Cli.run("export", "--run", folder.path())
        .assertDone()
        .assertSays("A notebook trains as the lecture does")
        .assertSays("the notebook shows results without code");
  }

  @Test
  void notebookGoesIntoTheRunsFolder() throws IOException {
    RunFolder folder = run(ImageNetwork.CNN);
    Cli.run("export", "--run", folder.path()).assertDone().assertSays("notebook.ipynb");
    assertEquals(4, Cli.read(folder.file("notebook.ipynb")).get("nbformat").asInt());
  }

  @Test
  void nothingTellsWhereItWasExported() throws IOException {
    assertFalse(exported(run(ImageNetwork.CNN)).toString().contains(temp.toString()));
  }
}
