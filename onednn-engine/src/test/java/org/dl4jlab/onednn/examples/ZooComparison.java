package org.dl4jlab.onednn.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.function.ToDoubleFunction;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.dl4jlab.engine.DropoutSeed;
import org.dl4jlab.engine.Engines;
import org.dl4jlab.program.NetworkModel;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Deep networks with random weights make large differences of small ones: with images that are
 * changed by a millionth, a fifth of what stock DL4J itself learns in three steps may be different
 * (a rounding error decides which pixel is the largest, batch normalizations enlarge it). So there
 * is a third network, stock DL4J's, that is shown such images, and what it differs by is the
 * measure of what the accelerated one may.
 */
final class ZooComparison {

  private static final int STEPS = 3;

  /**
   * A few roundings of each pixel, where the engine rounds otherwise in each of up to 250 layers.
   */
  private static final double SHAKE = 1e-6;

  /** How much more than the shaken network's. */
  private static final double FACTOR = 10;

  /** Of a score or predictions, as the suite's after some steps. */
  private static final double TOLERANCE = 1e-3;

  /**
   * Of the way that an array has gone: a ReLU that decides otherwise about one pixel of the two
   * hundred in a deep feature map makes a difference of some percent. ND4J's norm of AlexNet's
   * largest array, by which its gradient is divided, is wrong by 1.5 %: 16.7 million squares are
   * added up in a single float.
   */
  private static final double WAY_TOLERANCE = 5e-2;

  private static final double FLOAT_ROUNDING = 1e-7;

  /** In place of no way at all. */
  private static final double TINY = 1e-30;

  private final ZooExamples.Zoo zoo;
  private final Model stock;
  private final Model shaken;
  private final Model twin;
  private final Map<String, INDArray> before = new LinkedHashMap<>();
  private final StringJoiner measured;

  /**
   * Norms that belong to an array of parameters.
   *
   * @param way how far it has gone from where it began
   * @param rounding of its numbers
   * @param chaos what it differs by in the shaken network
   * @param distance what it differs by in the accelerated network
   */
  private record Difference(
      String name, double way, double rounding, double chaos, double distance) {

    double allowed(double medianChaos) {
      return WAY_TOLERANCE * way + rounding + FACTOR * Math.max(chaos, medianChaos * way);
    }
  }

  private ZooComparison(ZooExamples.Zoo zoo) {
    this.zoo = zoo;
    stock = zoo.network().get();
    shaken = zoo.network().get();
    twin = TwinComparison.accelerated(zoo.network().get());
    stock.paramTable().forEach((name, array) -> before.put(name, array.dup()));
    measured = new StringJoiner(", ", zoo.name() + ": ", "");
  }

  /** What was measured, in a line. */
  static String check(ZooExamples.Zoo zoo) {
    ZooComparison networks = new ZooComparison(zoo);
    try {
      networks.compare();
      return networks.measured.toString();
    } finally {
      networks.close();
    }
  }

  private void compare() {
    assertEquals(List.of(), Engines.obstacles(twin));
    assertSamePredictions("predictions before");
    for (int step = 1; step <= STEPS; step++) {
      fit(stock, batch(step));
      fit(shaken, shake(batch(step)));
      fit(twin, batch(step));
      assertSameScore(step);
      long telling = assertSameParameters(step);
      assertTrue(
          step > 1 || telling > before.size() / 2,
          "only %d arrays tell anything".formatted(telling));
    }
    assertSamePredictions("predictions after");
    assertEquals(0, Engines.stockSteps(twin));
    assertEquals(0, Engines.stockOutputs(twin));
  }

  private DataSet batch(int step) {
    return zoo.batches().apply(step);
  }

  private void assertSameScore(int step) {
    double score = stock.score();
    double allowed =
        TOLERANCE * Math.max(1, Math.abs(score)) + FACTOR * Math.abs(score - shaken.score());
    assertEquals(score, twin.score(), allowed, "score of step " + step);
  }

  private void assertSamePredictions(String what) {
    INDArray expected = output(stock, batch(1));
    double norm = expected.norm2Number().doubleValue();
    double chaos = expected.distance2(output(shaken, shake(batch(1))));
    double distance = expected.distance2(output(twin, batch(1)));
    measure(what, distance / norm, chaos / norm);
    assertWithin(what, TOLERANCE * norm + FACTOR * chaos, distance);
  }

  /**
   * Where one pixel more makes a difference in the accelerated network only, its arrays may differ
   * as much as those of the shaken network mostly do.
   *
   * @return how many arrays may differ by less than the way that they have gone
   */
  private long assertSameParameters(int step) {
    Map<String, INDArray> shakenTable = shaken.paramTable();
    Map<String, INDArray> twinTable = twin.paramTable();
    List<Difference> differences = new ArrayList<>();
    stock
        .paramTable()
        .forEach(
            (name, array) ->
                differences.add(
                    new Difference(
                        name,
                        array.distance2(before.get(name)),
                        FLOAT_ROUNDING * array.norm2Number().doubleValue()
                            + TwinComparison.ROUNDING * Math.sqrt(array.length()),
                        array.distance2(shakenTable.get(name)),
                        array.distance2(twinTable.get(name)))));
    double chaos = median(differences, Difference::chaos);
    measure("step " + step, median(differences, Difference::distance), chaos);
    differences.forEach(
        array ->
            assertWithin(
                "%s of step %d".formatted(array.name(), step),
                array.allowed(chaos),
                array.distance()));
    return differences.stream().filter(array -> array.allowed(chaos) < array.way()).count();
  }

  /** Of the way that an array has gone. */
  private static double median(
      List<Difference> differences, ToDoubleFunction<Difference> difference) {
    double[] sorted =
        differences.stream()
            .mapToDouble(array -> difference.applyAsDouble(array) / Math.max(array.way(), TINY))
            .sorted()
            .toArray();
    return sorted[sorted.length / 2];
  }

  private void measure(String what, double distance, double chaos) {
    measured.add("%s %.1e (shaken %.1e)".formatted(what, distance, chaos));
  }

  private static void assertWithin(String what, double allowed, double distance) {
    assertTrue(
        distance <= allowed, "%s differ by %.2e, not %.2e".formatted(what, distance, allowed));
  }

  private static DataSet shake(DataSet batch) {
    int[] shape = Arrays.stream(batch.getFeatures().shape()).mapToInt(Math::toIntExact).toArray();
    batch.getFeatures().addi(ExampleData.gaussian(1, shape).muli(SHAKE));
    return batch;
  }

  private static void fit(Model network, DataSet batch) {
    Nd4j.getRandom().setSeed(DropoutSeed.of(NetworkModel.of(network)));
    if (network instanceof ComputationGraph graph) {
      graph.fit(batch);
    } else {
      ((MultiLayerNetwork) network).fit(batch);
    }
  }

  private static INDArray output(Model network, DataSet batch) {
    return network instanceof ComputationGraph graph
        ? graph.outputSingle(batch.getFeatures())
        : ((MultiLayerNetwork) network).output(batch.getFeatures());
  }

  private void close() {
    for (Model network : List.of(stock, shaken, twin)) {
      network.close();
    }
  }
}
