package org.dl4jlab.spark.train;

import java.io.Serializable;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Everything of a network that a step changes.
 *
 * @param parameters {@code [parameters]}, running statistics among them
 * @param updater {@code [state]}, empty where the updaters remember nothing
 * @param iteration steps taken
 * @param epoch epochs finished
 */
record ModelState(float[] parameters, float[] updater, int iteration, int epoch)
    implements Serializable {

  /** A graph's own, which must be current. */
  static ModelState of(ComputationGraph graph) {
    return new ModelState(
        floats(graph.params()),
        floats(graph.getUpdater(true).getStateViewArray()),
        graph.getConfiguration().getIterationCount(),
        graph.getConfiguration().getEpochCount());
  }

  /** Gives it to a graph. */
  void copyTo(ComputationGraph graph) {
    copy(parameters, graph.params());
    copy(updater, graph.getUpdater(true).getStateViewArray());
    graph.getConfiguration().setIterationCount(iteration);
    graph.getConfiguration().setEpochCount(epoch);
  }

  private static float[] floats(INDArray array) {
    return array == null ? new float[0] : array.reshape(array.length()).toFloatVector();
  }

  private static void copy(float[] values, INDArray array) {
    if (values.length > 0) {
      array.assign(Nd4j.createFromArray(values).reshape(array.shape()));
    }
  }
}
