package org.dl4jlab.method;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.dl4jlab.nets.ImageNetwork;
import org.dl4jlab.nets.NetworkOptions;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.schedule.ISchedule;

/** The schedule of airbench, beside values worked out by hand. */
class TriangleTest {

  private static final RatePlan TRIANGLE = new RatePlan(Schedule.TRIANGLE, null, null, null, null);

  @Test
  void risesToItsPeakAndFalls() {
    ISchedule rates = TRIANGLE.schedule(2, 10, 10);
    assertEquals(0.4, rates.valueAt(0, 0), 1e-12);
    // 23 steps up: 2 * (0.2 + 0.8 * 10 / 23).
    assertEquals(1.0956521739, rates.valueAt(10, 1), 1e-9);
    assertEquals(2, rates.valueAt(23, 2), 1e-12);
    // 77 steps down: 2 * (1 - 0.93 * 70 / 77), and nearly to the end.
    assertEquals(0.3090909091, rates.valueAt(93, 9), 1e-9);
    assertEquals(0.1641558442, rates.valueAt(99, 9), 1e-9);
  }

  @Test
  void layersWithRatesOfTheirOwnKeepTheirShare() {
    TrainingMethod method =
        new TrainingMethod(
            null, null, null, null, TRIANGLE, null, null, null, null, null, null, null);
    ComputationGraphConfiguration network =
        new Recipe(method, 3, 10, 2, new int[] {10, 10})
            .applyTo(
                ImageNetwork.AIRBENCH.configuration(NetworkOptions.cifar10().withLearningRate(3)));
    assertEquals(3, layer(network, "conv_1").getIUpdater().getLearningRate(23, 2), 1e-12);
    assertEquals(192, layer(network, "shift_2").getBiasUpdater().getLearningRate(23, 2), 1e-9);
    assertEquals(0, layer(network, "shift_2").getIUpdater().getLearningRate(23, 2));
    assertTrue(layer(network, "whiten").getIUpdater().toString().contains("Schedule=null"));
    assertEquals(0.6, layer(network, "whiten").getBiasUpdater().getLearningRate(0, 0), 1e-12);
  }

  private static BaseLayer layer(ComputationGraphConfiguration network, String name) {
    return (BaseLayer) ((LayerVertex) network.getVertices().get(name)).getLayerConf().getLayer();
  }

  @Test
  void hasAWarmUpOfItsOwn() {
    var e =
        assertThrows(
            IllegalArgumentException.class,
            () -> new RatePlan(Schedule.TRIANGLE, null, 1.0, null, null));
    assertTrue(e.getMessage().contains("triangle has a warm-up of its own"), e.getMessage());
  }
}
