package org.dl4jlab.interchange.keras.writer;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.updater.UpdaterBlock;
import org.dl4jlab.program.NetworkModel;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * What an optimizer has kept, so that training goes on where it was.
 *
 * @param name of the optimizer in Keras
 * @param steps that were taken
 * @param learningRate of the next one
 * @param moments of each trained variable in the model's order, in the order that the optimizer has
 *     them; none where it keeps nothing
 */
record OptimizerState(String name, long steps, double learningRate, List<INDArray> moments) {

  /** Which Keras keeps beside each other for each variable; others come behind all of these. */
  private static final int TOGETHER = 2;

  private static final String NORMALIZATION = "BatchNormalization";

  /** Running means and variances, which no optimizer changes. */
  private static final int STATISTICS = 2;

  /**
   * What is remembered lies like the parameters, so it is translated like them.
   *
   * @param translation of a network into layers in Keras' order
   */
  static OptimizerState of(
      KerasOptimizer optimizer,
      NetworkModel network,
      Function<NetworkModel, List<KerasLayer>> translation) {
    List<List<INDArray>> kinds = new ArrayList<>();
    for (int number = 0; number < optimizer.numbers(); number++) {
      INDArray remembered = remembered(network, number, optimizer.numbers());
      kinds.add(trained(translation.apply(withParameters(network.model(), remembered))));
    }
    return new OptimizerState(
        optimizer.name(), network.iteration(), optimizer.learningRate(), inOrder(kinds));
  }

  private static List<INDArray> inOrder(List<List<INDArray>> kinds) {
    List<INDArray> ordered = new ArrayList<>();
    List<List<INDArray>> together = kinds.subList(0, Math.min(TOGETHER, kinds.size()));
    for (int i = 0; !kinds.isEmpty() && i < kinds.get(0).size(); i++) {
      for (List<INDArray> kind : together) {
        ordered.add(kind.get(i));
      }
    }
    kinds.subList(together.size(), kinds.size()).forEach(ordered::addAll);
    return ordered;
  }

  /** One of the numbers that are remembered of each parameter, zeros where there are none. */
  private static INDArray remembered(NetworkModel network, int number, int numbers) {
    INDArray parameters = network.parameters();
    INDArray remembered = Nd4j.zeros(parameters.dataType(), parameters.length());
    INDArray state = network.updater().getStateViewArray();
    for (UpdaterBlock block : network.updater().getUpdaterBlocks()) {
      long length = block.getParamOffsetEnd() - block.getParamOffsetStart();
      if (block.getUpdaterViewOffsetEnd() - block.getUpdaterViewOffsetStart() == numbers * length) {
        long from = block.getUpdaterViewOffsetStart() + number * length;
        remembered
            .get(NDArrayIndex.interval(block.getParamOffsetStart(), block.getParamOffsetEnd()))
            .assign(state.reshape(state.length()).get(NDArrayIndex.interval(from, from + length)));
      }
    }
    return remembered;
  }

  private static NetworkModel withParameters(Model model, INDArray vector) {
    INDArray row = vector.reshape(1, vector.length());
    if (model instanceof ComputationGraph graph) {
      ComputationGraph other = new ComputationGraph(graph.getConfiguration().clone());
      other.init(row, false);
      return NetworkModel.of(other);
    }
    MultiLayerNetwork other =
        new MultiLayerNetwork(((MultiLayerNetwork) model).getLayerWiseConfigurations().clone());
    other.init(row, false);
    return NetworkModel.of(other);
  }

  private static List<INDArray> trained(List<KerasLayer> layers) {
    List<INDArray> trained = new ArrayList<>();
    for (KerasLayer layer : layers) {
      if (!layer.config().path("trainable").asBoolean(true)) {
        continue;
      }
      for (KerasLayer.Part part : layer.parts()) {
        int kept = layer.type().equals(NORMALIZATION) ? STATISTICS : 0;
        trained.addAll(part.variables().subList(0, part.variables().size() - kept));
      }
    }
    return trained;
  }
}
