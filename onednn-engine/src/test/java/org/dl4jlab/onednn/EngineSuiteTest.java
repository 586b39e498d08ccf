package org.dl4jlab.onednn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dl4jlab.data.ArrayBatch;
import org.dl4jlab.data.Batch;
import org.dl4jlab.data.TokenBatch;
import org.dl4jlab.engine.DropoutSeed;
import org.dl4jlab.engine.Engine;
import org.dl4jlab.engine.Engines;
import org.dl4jlab.engine.StepResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * What every engine must do as stock DL4J does: one suite, run for each engine. The reference is
 * driven by hand, through {@link ComputationGraph#fit} itself; a {@link WatchedGraph} tells whether
 * stock DL4J ran where it should, and only there.
 */
class EngineSuiteTest {

  private static final List<String> ENGINES = List.of("dl4j", "onednn");
  private static final double STEP_TOLERANCE = 1e-4;
  private static final double RUN_TOLERANCE = 1e-3;

  /**
   * Moments follow the gradients, whose rounding errors are not averaged as the parameters' are.
   */
  private static final double STATE_TOLERANCE = 1e-2;

  private static final int STEPS = 20;

  static Stream<Arguments> enginesAndNetworks() {
    return ENGINES.stream()
        .flatMap(engine -> SuiteNetworks.all().stream().map(net -> Arguments.of(engine, net)));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("enginesAndNetworks")
  void agreesWithStockDl4j(String name, SuiteNetworks.Case net) {
    check(name, graph -> Engines.named(name, graph), net);
  }

  @Test
  void noticesAnEngineThatDoesNothing() {
    AssertionError noticed =
        assertThrows(
            AssertionError.class,
            () -> check("onednn", graph -> new Impostor(graph, null), SuiteNetworks.all().get(4)));
    assertTrue(noticed.getMessage().contains("differ"), noticed.getMessage());
  }

  @Test
  void noticesTheOtherEngineUnderThisName() {
    AssertionError noticed =
        assertThrows(
            AssertionError.class,
            () ->
                check(
                    "onednn",
                    graph -> new Impostor(graph, Engines.named("dl4j", graph)),
                    SuiteNetworks.all().get(4)));
    assertTrue(noticed.getMessage().contains("whether stock DL4J ran"), noticed.getMessage());
  }

  private static void check(
      String name, Function<ComputationGraph, Engine> opener, SuiteNetworks.Case net) {
    ComputationGraph reference = graph(net);
    WatchedGraph graph = new WatchedGraph(net.configuration().clone());
    graph.init();
    graph.setParams(reference.params().dup());
    Random random = new Random(11);
    try (Engine engine = opener.apply(graph)) {
      assertEquals(name, engine.name());
      Batch first = batch(net, 5, random);
      assertClose(
          "output before",
          reference.outputSingle(first.features().dup()),
          engine.output(copy(first)),
          STEP_TOLERANCE);
      for (int i = 0; i < STEPS; i++) {
        // Odd sizes, and a short one as at an epoch's end.
        Batch batch = batch(net, i % 7 == 6 ? 3 : 5, random);
        INDArray before = graph.params().dup();
        StepResult expected = fitByHand(reference, batch);
        StepResult step = engine.fit(copy(batch));
        engine.sync();
        assertEquals(
            expected.loss(), step.loss(), RUN_TOLERANCE * Math.max(1, Math.abs(expected.loss())));
        assertNotEquals(before, graph.params(), "the parameters did not move");
        if (i == 0) {
          assertClose(
              "parameters after a step", reference.params(), graph.params(), STEP_TOLERANCE);
        }
      }
      assertClose("parameters", reference.params(), graph.params(), RUN_TOLERANCE);
      assertClose("updater state", state(reference), state(graph), STATE_TOLERANCE);
      assertEquals(
          reference.getConfiguration().getIterationCount(),
          graph.getConfiguration().getIterationCount());
      assertClose(
          "output after",
          reference.outputSingle(first.features().dup()),
          engine.output(copy(first)),
          RUN_TOLERANCE);
    }
    assertEquals(name.equals("dl4j"), graph.stockRan(), "whether stock DL4J ran");
  }

  private static ComputationGraph graph(SuiteNetworks.Case net) {
    ComputationGraph graph = new ComputationGraph(net.configuration().clone());
    graph.init();
    return graph;
  }

  private static StepResult fitByHand(ComputationGraph reference, Batch batch) {
    Nd4j.getRandom().setSeed(DropoutSeed.of(reference));
    reference.fit(new INDArray[] {batch.features().dup()}, new INDArray[] {batch.labels()});
    return new StepResult(reference.score(), 0);
  }

  /** DL4J's activation layer overwrites its input, so nobody is given the original. */
  private static Batch copy(Batch batch) {
    return batch instanceof ArrayBatch
        ? new ArrayBatch(batch.features().dup(), batch.labels().dup())
        : batch;
  }

  private static INDArray state(ComputationGraph graph) {
    INDArray state = graph.getUpdater().getStateViewArray();
    return state == null ? Nd4j.zeros(1) : state;
  }

  static Batch batch(SuiteNetworks.Case net, int size, Random random) {
    return net.table() == null ? numbers(net, size, random) : words(net, size, random);
  }

  /** Texts of any length, none at all and the whole one included. */
  private static TokenBatch words(SuiteNetworks.Case net, int size, Random random) {
    int length = net.input()[1];
    int[] tokens = new int[size * length];
    int[] lengths = new int[size];
    int[] classes = new int[size];
    for (int i = 0; i < size; i++) {
      lengths[i] = i == 0 ? 0 : i == 1 ? length : random.nextInt(length + 1);
      classes[i] = random.nextInt(2);
      for (int t = 0; t < lengths[i]; t++) {
        tokens[i * length + t] = 1 + random.nextInt(net.table().words() - 1);
      }
    }
    return new TokenBatch(tokens, lengths, length, classes, net.table());
  }

  private static ArrayBatch numbers(SuiteNetworks.Case net, int size, Random random) {
    int[] shape = new int[net.input().length + 1];
    shape[0] = size;
    System.arraycopy(net.input(), 0, shape, 1, net.input().length);
    int length = 1;
    for (int dimension : shape) {
      length *= dimension;
    }
    float[] values = new float[length];
    for (int i = 0; i < length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    float[] labels = new float[size * net.outputs()];
    for (int i = 0; i < size; i++) {
      if (net.oneHot()) {
        labels[i * net.outputs() + random.nextInt(net.outputs())] = 1;
      } else {
        for (int j = 0; j < net.outputs(); j++) {
          labels[i * net.outputs() + j] = random.nextInt(2);
        }
      }
    }
    return new ArrayBatch(
        Nd4j.create(values, shape), Nd4j.create(labels, new int[] {size, net.outputs()}));
  }

  /** The norm of the difference, in proportion to the norm of what is expected. */
  static void assertClose(String what, INDArray expected, INDArray actual, double tolerance) {
    double scale = Math.max(1e-6, expected.norm2Number().doubleValue());
    double error =
        expected
                .reshape(expected.length())
                .sub(actual.reshape(actual.length()))
                .norm2Number()
                .doubleValue()
            / scale;
    assertTrue(error <= tolerance, "%s differ by %.2e".formatted(what, error));
  }

  /** Calls itself onednn; does nothing, or what another engine does. */
  private record Impostor(ComputationGraph graph, Engine other) implements Engine {

    @Override
    public String name() {
      return "onednn";
    }

    @Override
    public StepResult fit(Batch batch) {
      return other == null ? new StepResult(0, 0) : other.fit(batch);
    }

    @Override
    public INDArray output(Batch batch) {
      return other == null ? Nd4j.zeros(batch.labels().shape()) : other.output(batch);
    }

    @Override
    public void sync() {}

    @Override
    public int threads() {
      return 1;
    }

    @Override
    public void close() {}
  }

  /** Notices when stock DL4J computes a gradient of it. */
  static final class WatchedGraph extends ComputationGraph {

    private boolean stockRan;

    WatchedGraph(ComputationGraphConfiguration configuration) {
      super(configuration);
    }

    boolean stockRan() {
      return stockRan;
    }

    @Override
    public void computeGradientAndScore() {
      stockRan = true;
      super.computeGradientAndScore();
    }
  }
}
