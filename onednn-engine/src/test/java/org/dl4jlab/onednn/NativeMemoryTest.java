package org.dl4jlab.onednn;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.bytedeco.javacpp.Pointer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dl4jlab.data.ArrayBatch;
import org.dl4jlab.engine.Engine;
import org.dl4jlab.engine.Engines;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Native memory stays flat, in long runs and over many engines. */
@Tag("slow")
class NativeMemoryTest {

  private static final long SLACK_BYTES = 64L << 20;
  private static final SuiteNetworks.Case NET = SuiteNetworks.all().get(12);

  @Test
  void staysFlatOverManySteps() {
    ComputationGraph graph = graph();
    ArrayBatch batch = EngineSuiteTest.batch(NET, 5, new Random(1));
    try (Engine engine = Engines.named("onednn", graph)) {
      steps(engine, batch, 5_000);
      long before = Pointer.physicalBytes();
      steps(engine, batch, 100_000);
      assertFlat(before);
    }
  }

  @Test
  void staysFlatOverManyEngines() {
    ComputationGraph graph = graph();
    ArrayBatch batch = EngineSuiteTest.batch(NET, 5, new Random(1));
    engines(graph, batch, 100);
    long before = Pointer.physicalBytes();
    engines(graph, batch, 1_000);
    assertFlat(before);
  }

  private static void assertFlat(long before) {
    long grown = Pointer.physicalBytes() - before;
    assertTrue(grown < SLACK_BYTES, "grown by %,d bytes".formatted(grown));
  }

  private static void steps(Engine engine, ArrayBatch batch, int count) {
    for (int i = 0; i < count; i++) {
      engine.fit(batch);
    }
  }

  private static void engines(ComputationGraph graph, ArrayBatch batch, int count) {
    for (int i = 0; i < count; i++) {
      try (Engine engine = Engines.named("onednn", graph)) {
        engine.fit(batch);
        engine.output(batch);
      }
    }
  }

  private static ComputationGraph graph() {
    ComputationGraph graph = new ComputationGraph(NET.configuration().clone());
    graph.init();
    return graph;
  }
}
