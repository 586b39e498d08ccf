package org.dl4jlab.interchange.keras.writer;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.conf.layers.BaseOutputLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.dl4jlab.program.NetworkModel;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.ILossFunction;
import org.nd4j.linalg.lossfunctions.impl.LossBinaryXENT;
import org.nd4j.linalg.lossfunctions.impl.LossL1;
import org.nd4j.linalg.lossfunctions.impl.LossL2;
import org.nd4j.linalg.lossfunctions.impl.LossMAE;
import org.nd4j.linalg.lossfunctions.impl.LossMCXENT;
import org.nd4j.linalg.lossfunctions.impl.LossMSE;

/**
 * How a model goes on training: optimizer, learning rate, loss. Empty where Keras has no such
 * optimizer or loss, or not the same one for all layers; the model then has to be compiled.
 *
 * @param toJson as Keras writes it
 * @param updater DL4J's name for the optimizer; null where there is none
 */
record CompileConfig(ObjectNode toJson, IUpdater updater) {

  private static final Map<Class<?>, String> LOSSES =
      Map.of(
          LossMCXENT.class, "categorical_crossentropy",
          LossBinaryXENT.class, "binary_crossentropy",
          LossMSE.class, "mean_squared_error",
          LossMAE.class, "mean_absolute_error");

  static CompileConfig of(NetworkModel network) {
    ObjectNode compiled = JsonNodeFactory.instance.objectNode();
    List<Layer> layers =
        network.vertices().stream()
            .filter(vertex -> vertex.configuration() instanceof LayerVertex)
            .map(vertex -> ((LayerVertex) vertex.configuration()).getLayerConf().getLayer())
            .toList();
    Optional<IUpdater> updater = updater(layers);
    Optional<ObjectNode> optimizer = updater.flatMap(CompileConfig::optimizer);
    List<String> losses =
        layers.stream()
            .map(CompileConfig::loss)
            .filter(Objects::nonNull)
            .map(CompileConfig::name)
            .toList();
    if (optimizer.isEmpty() || losses.size() != 1 || losses.get(0).isEmpty()) {
      return new CompileConfig(compiled, null);
    }
    compiled.set("optimizer", optimizer.get());
    compiled.put("loss", losses.get(0));
    compiled.putNull("loss_weights");
    if (losses.get(0).endsWith("crossentropy")) {
      compiled.putArray("metrics").add("accuracy");
    } else {
      compiled.putNull("metrics");
    }
    compiled.putNull("weighted_metrics");
    compiled.put("run_eagerly", false);
    compiled.put("steps_per_execution", 1);
    return new CompileConfig(compiled.put("jit_compile", false), updater.get());
  }

  /**
   * What the optimizer has kept.
   *
   * @param translation of a network into layers in Keras' order
   */
  Optional<OptimizerState> state(
      NetworkModel network, Function<NetworkModel, List<KerasLayer>> translation) {
    if (updater instanceof Adam adam) {
      return Optional.of(OptimizerState.adam(network, adam.getLearningRate(), translation));
    }
    return Optional.ofNullable(updater)
        .map(sgd -> OptimizerState.sgd(network, ((Sgd) sgd).getLearningRate()));
  }

  /** Keras' name of a loss that has no weights, empty for others. */
  private static String name(ILossFunction loss) {
    boolean weighted =
        loss instanceof LossMCXENT categorical && categorical.getWeights() != null
            || loss instanceof LossBinaryXENT binary && binary.getWeights() != null
            || loss instanceof LossL2 squares && squares.getWeights() != null
            || loss instanceof LossL1 distances && distances.getWeights() != null;
    return weighted ? "" : LOSSES.getOrDefault(loss.getClass(), "");
  }

  private static ILossFunction loss(Layer layer) {
    if (layer instanceof BaseOutputLayer output) {
      return output.getLossFn();
    }
    return layer instanceof LossLayer loss ? loss.getLossFn() : null;
  }

  /** The one of all layers. */
  private static Optional<IUpdater> updater(List<Layer> layers) {
    Set<IUpdater> updaters = new HashSet<>();
    for (Layer layer : layers) {
      if (layer instanceof BaseLayer base && base.getIUpdater() != null) {
        updaters.add(base.getIUpdater());
      }
    }
    return updaters.size() == 1 ? Optional.of(updaters.iterator().next()) : Optional.empty();
  }

  private static Optional<ObjectNode> optimizer(IUpdater updater) {
    if (updater instanceof Adam adam && adam.getLearningRateSchedule() == null) {
      ObjectNode config = config("adam", adam.getLearningRate());
      config.put("beta_1", adam.getBeta1()).put("beta_2", adam.getBeta2());
      config.put("epsilon", adam.getEpsilon()).put("amsgrad", false);
      return Optional.of(optimizer("Adam", config));
    }
    if (updater instanceof Sgd sgd && sgd.getLearningRateSchedule() == null) {
      ObjectNode config = config("SGD", sgd.getLearningRate());
      return Optional.of(optimizer("SGD", config.put("momentum", 0.0).put("nesterov", false)));
    }
    return Optional.empty();
  }

  private static ObjectNode optimizer(String type, ObjectNode config) {
    ObjectNode optimizer =
        JsonNodeFactory.instance
            .objectNode()
            .put("module", "keras.optimizers")
            .put("class_name", type);
    optimizer.set("config", config);
    return optimizer.putNull("registered_name");
  }

  /** What all optimizers have. */
  private static ObjectNode config(String name, double learningRate) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("name", name)
        .put("learning_rate", learningRate)
        .putNull("weight_decay")
        .putNull("clipnorm")
        .putNull("global_clipnorm")
        .putNull("clipvalue")
        .put("use_ema", false)
        .put("ema_momentum", 0.99)
        .putNull("ema_overwrite_frequency")
        .putNull("loss_scale_factor")
        .putNull("gradient_accumulation_steps");
  }
}
