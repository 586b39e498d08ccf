package org.dl4jlab.interchange.keras.writer;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.conf.layers.BaseOutputLayer;
import org.deeplearning4j.nn.conf.layers.CnnLossLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.conf.layers.RnnLossLayer;
import org.dl4jlab.program.NetworkModel;
import org.nd4j.linalg.lossfunctions.ILossFunction;

/**
 * How a model goes on training: optimizer, learning rate, loss. Empty where Keras would take other
 * steps than DL4J; the model then has to be compiled.
 *
 * @param toJson as Keras writes it
 * @param optimizer empty where there is none
 */
record CompileConfig(ObjectNode toJson, Optional<KerasOptimizer> optimizer) {

  /**
   * @param outputs what the network gives
   */
  static CompileConfig of(NetworkModel network, List<KerasTensor> outputs) {
    Optional<KerasOptimizer> optimizer = new SteppedLayers(network).optimizer();
    Optional<LossMeasure> loss = loss(network, outputs);
    if (optimizer.isEmpty()
        || loss.isEmpty()
        || !network.rules().miniBatch()
        || network.rules().inSegments()) {
      return new CompileConfig(JsonNodeFactory.instance.objectNode(), Optional.empty());
    }
    return new CompileConfig(json(optimizer.get(), loss.get()), optimizer);
  }

  private static ObjectNode json(KerasOptimizer optimizer, LossMeasure loss) {
    ObjectNode compiled = JsonNodeFactory.instance.objectNode();
    compiled.set("optimizer", optimizer.toJson());
    compiled.put("loss", loss.name());
    if (loss.weight() == 1) {
      compiled.putNull("loss_weights");
    } else {
      compiled.put("loss_weights", loss.weight());
    }
    if (loss.isCrossEntropy()) {
      compiled.putArray("metrics").add("accuracy");
    } else {
      compiled.putNull("metrics");
    }
    compiled.putNull("weighted_metrics");
    compiled.put("run_eagerly", false);
    compiled.put("steps_per_execution", 1);
    return compiled.put("jit_compile", false);
  }

  /**
   * What the optimizer has kept.
   *
   * @param translation of a network into layers in Keras' order
   */
  Optional<OptimizerState> state(
      NetworkModel network, Function<NetworkModel, List<KerasLayer>> translation) {
    return optimizer.map(known -> OptimizerState.of(known, network, translation));
  }

  /** Of the only output that has one. */
  private static Optional<LossMeasure> loss(NetworkModel network, List<KerasTensor> outputs) {
    List<ILossFunction> losses =
        network.vertices().stream()
            .filter(vertex -> vertex.configuration() instanceof LayerVertex)
            .map(vertex -> ((LayerVertex) vertex.configuration()).getLayerConf().getLayer())
            .map(CompileConfig::loss)
            .filter(Objects::nonNull)
            .toList();
    return losses.size() == 1 && outputs.size() == 1
        ? LossMeasure.of(losses.get(0), outputs.get(0))
        : Optional.empty();
  }

  private static ILossFunction loss(Layer layer) {
    if (layer instanceof BaseOutputLayer output) {
      return output.getLossFn();
    }
    if (layer instanceof RnnLossLayer steps) {
      return steps.getLossFn();
    }
    if (layer instanceof CnnLossLayer pixels) {
      return pixels.getLossFn();
    }
    return layer instanceof LossLayer loss ? loss.getLossFn() : null;
  }
}
