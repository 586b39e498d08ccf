package org.dl4jlab.interchange.keras;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.updater.UpdaterBlock;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * Where a training stands: how many steps it has made, and what its optimizer remembers, as DL4J
 * keeps it.
 *
 * @param arrays those that are trained, in Keras' order
 */
record TrainingState(
    GraphPlan plan,
    OptimizerMemory memory,
    OptimizerVariables variables,
    List<StoredArray> arrays) {

  /** Before any step. */
  void begin(ComputationGraph graph) {
    INDArray state = graph.getUpdater(true).getStateViewArray();
    if (memory.first() != 0 && state != null) {
      state.assign(memory.first());
    }
  }

  /**
   * Lets the training go on where the file's stands.
   *
   * @throws Unsupported when the file keeps something else than is known of the optimizer; nothing
   *     has been changed then
   */
  void restore(ComputationGraph graph) throws Unsupported {
    if (memory.numbers() < 0 || variables.count() != memory.numbers() * arrays.size()) {
      throw new Unsupported("remembers something else than Deeplearning4j's");
    }
    List<INDArray> remembered = new ArrayList<>();
    for (int number = 0; number < memory.numbers(); number++) {
      remembered.add(remembered(graph, number));
    }
    if (!remembered.isEmpty()) {
      graph.getUpdater(true).getUpdaterBlocks().forEach(block -> fill(block, remembered));
    }
    graph.getConfiguration().setIterationCount(variables.steps());
  }

  /** One of the numbers of each parameter, in the order in which DL4J has the parameters. */
  private INDArray remembered(ComputationGraph graph, int number) throws Unsupported {
    ComputationGraph copy = new ComputationGraph(graph.getConfiguration().clone());
    copy.init(Nd4j.create(graph.params().shape()).assign(memory.first()), false);
    for (int i = 0; i < arrays.size(); i++) {
      StoredArray array =
          variables.array(memory.place(i, number, arrays.size(), variables.grouped()));
      if (!Arrays.equals(array.shape(), arrays.get(i).shape())) {
        throw new Unsupported("remembers arrays of other shapes than the model has");
      }
      plan.write(arrays.get(i), array, copy);
    }
    return copy.params().reshape(copy.params().length());
  }

  private static void fill(UpdaterBlock block, List<INDArray> remembered) {
    INDArray view = block.getUpdaterView();
    int length = block.getParamOffsetEnd() - block.getParamOffsetStart();
    if (view == null || view.length() != (long) length * remembered.size()) {
      return; // nothing is remembered of what is not trained
    }
    INDArray all = view.reshape(view.length());
    for (int number = 0; number < remembered.size(); number++) {
      INDArray from =
          remembered
              .get(number)
              .get(NDArrayIndex.interval(block.getParamOffsetStart(), block.getParamOffsetEnd()));
      all.get(NDArrayIndex.interval((long) number * length, (number + 1L) * length)).assign(from);
    }
  }
}
