package org.dl4jlab.onednn;

import static org.dl4jlab.testing.engine.Closeness.assertClose;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dl4jlab.data.Batch;
import org.dl4jlab.engine.EngineOptions;
import org.dl4jlab.testing.engine.Batches;
import org.dl4jlab.testing.engine.NetworkCase;
import org.dl4jlab.testing.engine.SuiteNetworks;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Batch normalizations that shift but do not scale. */
class ShiftsTest {

  private static final NetworkCase NET = SuiteNetworks.named("shift alone");

  private static long convolutions(OneDnnEngine engine) {
    return engine.calls().filter(call -> call.toString().startsWith("convolution [")).count();
  }

  private static Layer firstShift(ComputationGraph graph) {
    return List.of(graph.getLayers()).stream()
        .filter(layer -> layer.getParam("W") != null && layer.getParam("W").size(2) == 1)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void takeNoConvolutionAndBecomeOneWhenTheyScale() {
    ComputationGraph graph = (ComputationGraph) NET.model();
    Batch batch = Batches.of(NET, 5, new Random(1));
    try (OneDnnEngine engine = new OneDnnEngine(graph, EngineOptions.defaults())) {
      engine.output(batch);
      long before = convolutions(engine);
      assertTrue(before > 0, "there are convolutions");
      engine.fit(batch);
      engine.sync();
      firstShift(graph).getParam("W").muli(2);
      engine.reload();
      INDArray output = engine.output(batch);
      assertEquals(before + 1, convolutions(engine));
      assertClose("output", graph.output(batch.features())[0], output, 1e-4);
      INDArray scaled = firstShift(graph).getParam("W").dup();
      engine.fit(batch);
      engine.sync();
      assertEquals(scaled, firstShift(graph).getParam("W"), "its rate is 0");
    }
  }
}
