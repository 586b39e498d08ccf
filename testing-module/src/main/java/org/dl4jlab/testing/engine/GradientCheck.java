package org.dl4jlab.testing.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dl4jlab.data.Batch;
import org.dl4jlab.engine.Engine;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;

/**
 * Gradients against numerical differences of the loss, that stock DL4J computes in double
 * precision. A step of gradient descent with learning rate 1 moves the parameters by the gradient.
 */
final class GradientCheck {

  private static final double DIFFERENCE = 1e-5;
  private static final double TOLERANCE = 1e-4;
  private static final int CHECKED = 60;

  private GradientCheck() {}

  static void check(Function<Model, Engine> opener, NetworkCase net) {
    ComputationGraph graph = (ComputationGraph) net.model();
    Batch batch = Batches.of(net, 4, new Random(3));
    INDArray before = graph.params().dup();
    ComputationGraph reference = graph.convertDataType(DataType.DOUBLE);
    try (Engine engine = opener.apply(graph)) {
      engine.fit(Batches.copy(batch));
    }
    INDArray gradient = before.sub(graph.params());
    DataSet data =
        new DataSet(
            batch.features().castTo(DataType.DOUBLE), batch.labels().castTo(DataType.DOUBLE));
    int stride = Math.max(1, (int) before.length() / CHECKED);
    Set<Integer> statistics = statistics(graph);
    for (int i = 0; i < before.length(); i += stride) {
      if (!statistics.contains(i)) {
        assertEquals(
            numerical(reference, data, i), gradient.getDouble(i), TOLERANCE, "parameter " + i);
      }
    }
  }

  /** The places of running means and variances, which follow the batches and no gradient. */
  private static Set<Integer> statistics(ComputationGraph graph) {
    Set<Integer> places = new HashSet<>();
    graph
        .paramTable()
        .forEach(
            (name, view) -> {
              for (int i = 0; name.matches(".*_(mean|var)") && i < view.length(); i++) {
                places.add((int) view.offset() + i);
              }
            });
    return places;
  }

  private static double numerical(ComputationGraph graph, DataSet data, int parameter) {
    double value = graph.params().getDouble(parameter);
    graph.params().putScalar(parameter, value + DIFFERENCE);
    double above = graph.score(data, true);
    graph.params().putScalar(parameter, value - DIFFERENCE);
    double below = graph.score(data, true);
    graph.params().putScalar(parameter, value);
    return (above - below) / (2 * DIFFERENCE);
  }
}
