package org.dl4jlab.onednn.examples;

import static org.dl4jlab.testing.engine.Closeness.assertClose;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.dl4jlab.engine.Engines;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A network and its accelerated twin. */
final class TwinComparison {

  /** Of a single parameter. */
  static final double ROUNDING = 1e-8;

  private TwinComparison() {}

  static Model accelerated(Model given) {
    return given instanceof ComputationGraph graph
        ? Engines.accelerate(graph)
        : Engines.accelerate((MultiLayerNetwork) given);
  }

  /**
   * Array by array: a small bias does not hide behind a large matrix. A bias in front of a batch
   * normalization has no gradient but rounding errors, which may be of any size among themselves.
   */
  static void assertSameParameters(Model expected, Model actual, double tolerance) {
    Map<String, INDArray> table = actual.paramTable();
    assertEquals(expected.paramTable().keySet(), table.keySet());
    expected
        .paramTable()
        .forEach(
            (name, array) -> {
              INDArray other = table.get(name);
              if (array.distance2(other) > ROUNDING * Math.sqrt(array.length())) {
                assertClose(name, array, other, tolerance);
              }
            });
  }

  static void assertSameScore(Model expected, Model actual, double tolerance) {
    double score = expected.score();
    assertEquals(score, actual.score(), tolerance * Math.max(1, Math.abs(score)), "score");
  }

  static void assertSame(String what, INDArray[] expected, INDArray[] actual, double tolerance) {
    assertEquals(expected.length, actual.length);
    for (int i = 0; i < expected.length; i++) {
      assertClose(what + " " + i, expected[i], actual[i], tolerance);
    }
  }
}
