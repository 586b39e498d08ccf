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

  /** Means and squares of gradients. */
  private static final int MOMENTS_OF_ADAM = 2;

  private static final String NORMALIZATION = "BatchNormalization";

  /** Running means and variances, which no optimizer changes. */
  private static final int STATISTICS = 2;

  /**
   * The state of Adam. Its moments lie like the parameters, so they are translated like them.
   *
   * @param translation of a network into layers in Keras' order
   */
  static OptimizerState adam(
      NetworkModel network,
      double learningRate,
      Function<NetworkModel, List<KerasLayer>> translation) {
    List<List<INDArray>> kinds = new ArrayList<>();
    for (int moment = 0; moment < MOMENTS_OF_ADAM; moment++) {
      NetworkModel holder = withParameters(network.model(), moments(network, moment));
      kinds.add(trained(translation.apply(holder)));
    }
    List<INDArray> moments = new ArrayList<>();
    for (int i = 0; i < kinds.get(0).size(); i++) {
      for (List<INDArray> kind : kinds) {
        moments.add(kind.get(i));
      }
    }
    return new OptimizerState("adam", network.iteration(), learningRate, moments);
  }

  /** The state of plain descent. */
  static OptimizerState sgd(NetworkModel network, double learningRate) {
    return new OptimizerState("SGD", network.iteration(), learningRate, List.of());
  }

  /** One of the moments of all parameters, zeros where they have none. */
  private static INDArray moments(NetworkModel network, int moment) {
    INDArray parameters = network.parameters();
    INDArray moments = Nd4j.zeros(parameters.dataType(), parameters.length());
    INDArray state = network.updater().getStateViewArray();
    for (UpdaterBlock block : network.updater().getUpdaterBlocks()) {
      long length = block.getParamOffsetEnd() - block.getParamOffsetStart();
      if (block.getUpdaterViewOffsetEnd() - block.getUpdaterViewOffsetStart()
          == MOMENTS_OF_ADAM * length) {
        long from = block.getUpdaterViewOffsetStart() + moment * length;
        moments
            .get(NDArrayIndex.interval(block.getParamOffsetStart(), block.getParamOffsetEnd()))
            .assign(state.reshape(state.length()).get(NDArrayIndex.interval(from, from + length)));
      }
    }
    return moments;
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
