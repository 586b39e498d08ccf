package org.dl4jlab.onednn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Random;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dl4jlab.data.Batch;
import org.dl4jlab.data.ImageDataset;
import org.dl4jlab.data.SampleOrder;
import org.dl4jlab.engine.Engine;
import org.dl4jlab.engine.Engines;
import org.dl4jlab.nets.DenseNetwork;
import org.dl4jlab.nets.NetworkOptions;
import org.dl4jlab.train.EvaluatedWeights;
import org.dl4jlab.train.Lookahead;
import org.dl4jlab.train.Trainer;
import org.dl4jlab.train.TrainingOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Slow parameters beside what a loop by hand makes of them, on both engines. */
class LookaheadTest {

  private static final TrainingOptions TWO_STEPS = new TrainingOptions(1, 4, 5);
  private static final ImageDataset IMAGES = noise();

  private static ImageDataset noise() {
    byte[] pixels = new byte[8 * 3 * 8 * 8];
    new Random(1).nextBytes(pixels);
    return new ImageDataset(
        8, 8, 3, pixels, new byte[] {0, 1, 2, 0, 1, 2, 0, 1}, List.of("a", "b", "c"));
  }

  private static ComputationGraph graph() {
    ComputationGraph graph =
        new ComputationGraph(DenseNetwork.configuration(new NetworkOptions(8, 8, 3, 3, 0.01, 11)));
    graph.init();
    return graph;
  }

  @ParameterizedTest
  @ValueSource(strings = {"dl4j", "onednn"})
  void parametersArePulledBackAfterEachStepThatItIsDue(String name) {
    ComputationGraph graph = graph();
    try (Engine engine = Engines.named(name, graph)) {
      EvaluatedWeights weights = EvaluatedWeights.slow(engine, new Lookahead(1, 2), null);
      new Trainer(weights, IMAGES, IMAGES, TWO_STEPS, List.of()).run();
      engine.sync();
      assertEquals(weights.average(), graph.params());
    }

    ComputationGraph byHand = graph();
    INDArray slow = byHand.params().dup();
    int[] order = SampleOrder.shuffled(8, 5, 1);
    try (Engine engine = Engines.named(name, byHand)) {
      // 0.95 * (1/2)³ after the first of two steps, 0.95 after the second.
      double[] kept = {0.11875, 0.95};
      for (int step = 0; step < 2; step++) {
        Batch batch = IMAGES.batch(order, 4 * step, 4 * step + 4);
        engine.fit(batch);
        engine.sync();
        slow = slow.mul(kept[step]).addi(byHand.params().mul(1 - kept[step]));
        byHand.params().assign(slow);
        engine.reload();
      }
    }
    assertArrayEquals(slow.toFloatVector(), graph.params().toFloatVector(), 1e-6f);
  }

  @Test
  void betweenTheStepsThatItIsDueParametersGoTheirOwnWay() {
    ComputationGraph graph = graph();
    INDArray before = graph.params().dup();
    ComputationGraph plain = graph();
    try (Engine engine = Engines.named("onednn", graph);
        Engine ofPlain = Engines.named("onednn", plain)) {
      EvaluatedWeights weights = EvaluatedWeights.slow(engine, new Lookahead(5, 10), null);
      new Trainer(weights, IMAGES, IMAGES, TWO_STEPS, List.of()).run();
      new Trainer(ofPlain, IMAGES, IMAGES, TWO_STEPS, List.of()).run();
      assertEquals(before, weights.average());
    }
    assertEquals(plain.params(), graph.params());
  }

  @Test
  void needsStepsToLookBackOn() {
    assertThrows(IllegalArgumentException.class, () -> new Lookahead(0, 10));
    assertThrows(IllegalArgumentException.class, () -> new Lookahead(5, 0));
  }
}
