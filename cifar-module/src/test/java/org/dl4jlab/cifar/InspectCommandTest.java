package org.dl4jlab.cifar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import javax.imageio.ImageIO;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dl4jlab.cifar.data.FakeCifar;
import org.dl4jlab.nets.DenseNetwork;
import org.dl4jlab.nets.NetworkOptions;
import org.dl4jlab.nets.SmallCnn;
import org.dl4jlab.run.ModelFile;
import org.dl4jlab.testing.Cli;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The command {@code inspect}. */
class InspectCommandTest {

  private static final int TEST_IMAGES = 20;

  @TempDir static Path temp;
  private static Cli cli;

  @BeforeAll
  static void train() throws IOException {
    Path data = FakeCifar.folder(temp.resolve("data"), TEST_IMAGES);
    cli = CifarCli.withoutServer(temp.resolve("cache"));
    for (String network : List.of("dense", "cnn", "batchnorm")) {
      cli.run(
              "train",
              "--network",
              network,
              "--data",
              data,
              "--epochs",
              1,
              "--run",
              temp.resolve(network))
          .assertDone();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "dense, '[200,3,32,32]', dense_1 dense_2, '[150,1,1]'",
    "cnn, '[10,3,4,4]', conv2d_1 conv2d_2, '[20,8,8]'",
    "batchnorm, '[32,3,3,3]', conv2d_1 conv2d_2 conv2d_3 conv2d_4, '[64,8,8]'"
  })
  void drawsFiltersFeatureMapsAndMistakes(
      String network, String filters, String layers, String lastMaps) throws IOException {
    Path out = temp.resolve(network + "-pictures");
    JsonNode figures =
        cli.run("inspect", "--run", temp.resolve(network), "--out", out, "--json")
            .assertDone()
            .json();
    assertEquals("CIFAR-10", figures.get("data").asText());
    assertEquals(filters, figures.at("/filters/shape").toString());
    List<String> names = List.of(layers.split(" "));
    assertEquals(names, figures.get("feature_maps").findValuesAsText("layer"));
    assertEquals(
        lastMaps, figures.get("feature_maps").get(names.size() - 1).get("shape").toString());
    assertEquals(0, figures.at("/image/image").asInt());
    assertSurestFirst(figures.get("mistakes"));

    Set<String> expected = new TreeSet<>(Set.of("filters.png", "mistakes.png"));
    names.forEach(name -> expected.add("features-%s.png".formatted(name)));
    try (var files = Files.list(out)) {
      assertEquals(
          expected,
          files
              .map(file -> file.getFileName().toString())
              .collect(Collectors.toCollection(TreeSet::new)));
    }
    for (String name : expected) {
      assertTrue(ImageIO.read(out.resolve(name).toFile()).getWidth() >= 1500, name);
    }
  }

  /** Ten of them: a network that has seen a hundred images of noise knows nothing. */
  private static void assertSurestFirst(JsonNode mistakes) {
    assertEquals(10, mistakes.size());
    double last = 1;
    for (JsonNode mistake : mistakes) {
      assertNotEquals(mistake.get("predicted").asText(), mistake.get("actual").asText());
      assertTrue(mistake.get("probability").asDouble() <= last);
      last = mistake.get("probability").asDouble();
    }
  }

  @Test
  void imageAndLayerCanBeChosenAndTheReportShowsThem() throws IOException {
    Path run = temp.resolve("batchnorm");
    String said =
        cli.run(
                "inspect",
                "--run",
                run,
                "--image",
                TEST_IMAGES - 1,
                "--layer",
                "batch_normalization_1")
            .assertDone()
            .out();
    Path file = run.resolve("inspect").resolve("features-batch_normalization_1.png");
    assertTrue(Files.exists(file), "the run's folder is the default");
    assertFalse(Files.exists(run.resolve("inspect").resolve("features-conv2d_1.png")));
    String caption = "The feature maps of batch_normalization_1 for test image 19 (";
    assertTrue(said.contains(file + ": " + caption), said);
    Path report = run.resolve("report.html");
    assertTrue(said.contains("Report: %s shows them".formatted(report)), said);
    String html = Files.readString(report);
    for (String shown : List.of("The 32 filters of conv2d_1", caption)) {
      assertTrue(html.contains("<figcaption>" + shown), shown + " is not in the report");
    }
    assertEquals(10, said.lines().filter(line -> line.startsWith("image ")).count(), said);
  }

  @Test
  void whatIsNotThereIsNamed() {
    Path run = temp.resolve("dense");
    cli.run("inspect", "--run", run, "--image", TEST_IMAGES)
        .assertFailed("There is no test image 20: there are 20, from 0");
    cli.run("inspect", "--run", run, "--image", -1).assertWrongUsage("not -1");
    cli.run("inspect", "--run", run, "--layer", "conv2d_1")
        .assertFailed("no layer 'conv2d_1'; its layers are dense_1, dense_2, dense_3");
    cli.run("inspect", "--run", temp.resolve("none")).assertFailed("none is not a run folder");
  }

  @Test
  void modelOfAnotherShapeOrNoneIsNamed() throws IOException {
    Path run = copyOf("dense", "other");
    Path model = run.resolve("model.zip");
    NetworkOptions small = new NetworkOptions(16, 16, 3, 10, 0.001, 1);
    write(new ComputationGraph(DenseNetwork.configuration(small)), model);
    cli.run("inspect", "--run", run)
        .assertFailed("expects 768 numbers, but images of 32 x 32 x 3 have 3,072");
    write(new ComputationGraph(SmallCnn.configuration(small)), model);
    cli.run("inspect", "--run", run, "--engine", "dl4j").assertFailed("does not fit");
    write(
        new ComputationGraph(SmallCnn.configuration(NetworkOptions.cifar10().withClasses(3))),
        model);
    cli.run("inspect", "--run", run).assertFailed("has 3 classes, but the data has 10");
    Files.delete(model);
    cli.run("inspect", "--run", run).assertFailed("has no model yet");
  }

  private static void write(ComputationGraph graph, Path model) throws IOException {
    graph.init();
    ModelFile.write(graph, model);
  }

  @Test
  void runOfAnotherExperimentIsNamed() throws IOException {
    Path run = copyOf("dense", "texts");
    Path config = run.resolve("config.json");
    Files.writeString(
        config,
        Files.readString(config)
            .replace("\"experiment\" : \"cifar\"", "\"experiment\" : \"imdb\""));
    cli.run("inspect", "--run", run).assertFailed("is a run of imdb");
  }

  private static Path copyOf(String network, String name) throws IOException {
    Path copy = Files.createDirectories(temp.resolve(name));
    for (String file : List.of("config.json", "model.zip")) {
      Files.copy(temp.resolve(network).resolve(file), copy.resolve(file));
    }
    return copy;
  }
}
