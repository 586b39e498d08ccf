package org.dl4jlab.spark.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaSparkContext;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dl4jlab.UserException;
import org.dl4jlab.data.ImageDataset;
import org.dl4jlab.engine.Engine;
import org.dl4jlab.engine.EngineOptions;
import org.dl4jlab.engine.Engines;
import org.dl4jlab.spark.cluster.Cluster;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Sgd;

class SparkEngineTest {

  private static final int SIZE = 8;
  private static final int SAMPLES = 50;
  private static final int BATCH = 5;
  private static final String ENGINE = "onednn";

  /** Five steps of an epoch, in rounds of one: two partitions' gradients are one large batch's. */
  @Test
  void averagedAfterEachStepPlainGradientDescentIsThatOfALargeBatch() {
    ImageDataset samples = images();
    Partitioning halves = new Partitioning(SAMPLES, 2, BATCH, 42);
    ComputationGraph divided = graph();
    try (SparkEngine engine = engine(divided, halves, samples)) {
      for (int step = 0; step < 5; step++) {
        engine.fit(new Round(step * 2 * BATCH, (step + 1) * 2 * BATCH));
      }
    }
    ComputationGraph whole = graph();
    float[] untrained = parameters(whole);
    try (Engine engine = Engines.named(ENGINE, whole, new EngineOptions(1))) {
      for (int step = 0; step < 5; step++) {
        engine.fit(samples.batch(union(halves, step), 0, 2 * BATCH));
      }
    }

    assertArrayEquals(parameters(whole), parameters(divided), 1e-5f);
    assertTrue(distance(untrained, parameters(divided)) > 1e-2, "nothing was learnt");
    assertEquals(5, divided.getConfiguration().getIterationCount());
  }

  /** What both partitions take in a step of the first epoch. */
  private static int[] union(Partitioning halves, int step) {
    return IntStream.range(0, 2)
        .flatMap(
            partition -> {
              int[] members = halves.members(partition);
              int[] order = Partitioning.order(members, SAMPLES, halves.seed(), 1);
              return Arrays.stream(order, step * BATCH, (step + 1) * BATCH)
                  .map(place -> members[place]);
            })
        .toArray();
  }

  @Test
  void theSamePartitionsAreTheSameBitsHoweverManyWorkersThereAre() {
    assertArrayEquals(
        trained("local[1]", Averaging.USUAL), trained("local[3]", Averaging.USUAL), 0);
  }

  @Test
  void sumsInSlicesAreTheSameBits() {
    assertArrayEquals(
        trained("local[2]", Averaging.USUAL), trained("local[2]", new Averaging(1)), 0);
  }

  private static float[] trained(String master, Averaging averaging) {
    ComputationGraph graph = graph();
    Partitioning thirds = new Partitioning(SAMPLES, 3, BATCH, 42);
    try (SparkEngine engine = engine(graph, thirds, images(), master, averaging)) {
      engine.fit(new Round(0, 30));
      engine.fit(new Round(30, 50)); // where one partition has a sample less
      engine.endEpoch();
      engine.fit(new Round(0, 30));
    }
    return parameters(graph);
  }

  @Test
  void whatFailsOnAWorkerIsToldInALine() {
    ComputationGraph graph = graph();
    UserException failure;
    try (SparkEngine engine =
        new SparkEngine(
            context("local[2]"),
            Engines.named(ENGINE, graph, new EngineOptions(1)),
            new Partitioning(SAMPLES, 2, BATCH, 42),
            "abacus",
            images(),
            Averaging.USUAL)) {
      failure = assertThrows(UserException.class, () -> engine.fit(new Round(0, 2 * BATCH)));
    }

    assertEquals(1, failure.getMessage().lines().count(), failure.getMessage());
    assertTrue(failure.getMessage().contains("failed 1 times on "), failure.getMessage());
    assertTrue(failure.getMessage().contains("abacus"), failure.getMessage());
  }

  private static SparkEngine engine(ComputationGraph graph, Partitioning parts, ImageDataset all) {
    return engine(graph, parts, all, "local[2]", Averaging.USUAL);
  }

  private static SparkEngine engine(
      ComputationGraph graph,
      Partitioning parts,
      ImageDataset all,
      String master,
      Averaging averaging) {
    return new SparkEngine(
        context(master),
        Engines.named(ENGINE, graph, new EngineOptions(1)),
        parts,
        ENGINE,
        all,
        averaging);
  }

  private static JavaSparkContext context(String master) {
    return Cluster.open(master, Map.of("spark.driver.host", "127.0.0.1")).context();
  }

  private static ComputationGraph graph() {
    IUpdater plain = new Sgd(0.1);
    ComputationGraph graph =
        new ComputationGraph(
            new NeuralNetConfiguration.Builder()
                .seed(7)
                .updater(plain)
                .graphBuilder()
                .addInputs("input")
                .setInputTypes(InputType.convolutional(SIZE, SIZE, 3))
                .addLayer(
                    "convolution",
                    new ConvolutionLayer.Builder(3, 3).nOut(4).activation(Activation.TANH).build(),
                    "input")
                .addLayer(
                    "output",
                    new OutputLayer.Builder().nOut(2).activation(Activation.SOFTMAX).build(),
                    "convolution")
                .setOutputs("output")
                .build());
    graph.init();
    return graph;
  }

  private static ImageDataset images() {
    byte[] pixels = new byte[SAMPLES * 3 * SIZE * SIZE];
    new Random(3).nextBytes(pixels);
    byte[] labels = new byte[SAMPLES];
    for (int i = 0; i < SAMPLES; i++) {
      labels[i] = (byte) (i % 2);
    }
    return new ImageDataset(SIZE, SIZE, 3, pixels, labels, List.of("even", "odd"));
  }

  private static float[] parameters(ComputationGraph graph) {
    return graph.params().reshape(graph.numParams()).toFloatVector();
  }

  private static double distance(float[] a, float[] b) {
    return IntStream.range(0, a.length).mapToDouble(i -> Math.abs(a[i] - b[i])).max().orElse(0);
  }
}
