package org.dl4jlab.interchange.keras.writer;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.deeplearning4j.nn.conf.GradientNormalization;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.misc.FrozenLayerWithBackprop;
import org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional;
import org.deeplearning4j.nn.conf.layers.wrapper.BaseWrapperLayer;
import org.dl4jlab.program.NetworkModel;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.regularization.Regularization;
import org.nd4j.linalg.learning.regularization.WeightDecay;

/** The layers that a step changes. Keras has one optimizer for all of them. */
final class SteppedLayers {

  private final List<BaseLayer> layers = new ArrayList<>();

  SteppedLayers(NetworkModel network) {
    for (NetworkModel.Vertex vertex : network.vertices()) {
      if (vertex.configuration() instanceof LayerVertex layer) {
        add(layer.getLayerConf().getLayer());
      }
    }
  }

  private void add(Layer layer) {
    if (layer instanceof Bidirectional both) {
      add(both.getFwd());
      add(both.getBwd());
    } else if (layer instanceof BaseWrapperLayer wrapper
        && !(layer instanceof FrozenLayerWithBackprop)) {
      add(wrapper.getUnderlying());
    } else if (layer instanceof BaseLayer base && !base.initializer().paramKeys(base).isEmpty()) {
      layers.add(base);
    }
  }

  /** Empty where Keras would take other steps. */
  Optional<KerasOptimizer> optimizer() {
    Set<IUpdater> updaters = new HashSet<>();
    for (BaseLayer layer : layers) {
      updaters.add(layer.getIUpdater());
      if (layer.getBiasUpdater() != null) {
        updaters.add(layer.getBiasUpdater());
      }
    }
    if (updaters.size() != 1
        || updaters.contains(null)
        || !layers.stream().allMatch(SteppedLayers::isPlain)) {
      return Optional.empty();
    }
    return KerasOptimizer.of(updaters.iterator().next())
        .filter(optimizer -> clip(optimizer.config()) && decay(optimizer.config()));
  }

  /** Whether nothing is done to its weights that Keras does not do. */
  private static boolean isPlain(BaseLayer layer) {
    return layer.getWeightNoise() == null
        && (layer.getConstraints() == null || layer.getConstraints().isEmpty())
        && Regularizers.areKnown(layer.getRegularization())
        && Regularizers.areKnown(layer.getRegularizationBias());
  }

  /**
   * Writes how gradients are clipped. DL4J does it to the statistics of batch normalization too.
   *
   * @return whether Keras can do it
   */
  private boolean clip(ObjectNode config) {
    Set<GradientNormalization> ways = new HashSet<>();
    Set<Double> thresholds = new HashSet<>();
    for (BaseLayer layer : layers) {
      GradientNormalization way = layer.getGradientNormalization();
      ways.add(way == null ? GradientNormalization.None : way);
      thresholds.add(layer.getGradientNormalizationThreshold());
    }
    if (ways.equals(Set.of(GradientNormalization.None))) {
      return true;
    }
    if (ways.size() != 1 || thresholds.size() != 1 || hasStatistics()) {
      return false;
    }
    double threshold = thresholds.iterator().next();
    return switch (ways.iterator().next()) {
      case ClipElementWiseAbsoluteValue -> {
        config.put("clipvalue", threshold);
        yield true;
      }
      case ClipL2PerParamType -> {
        config.put("clipnorm", threshold);
        yield true;
      }
      default -> false;
    };
  }

  /**
   * Writes by how much of themselves all arrays shrink at each step.
   *
   * @return whether Keras can do it
   */
  private boolean decay(ObjectNode config) {
    Set<Set<WeightDecay>> decays = new HashSet<>();
    for (BaseLayer layer : layers) {
      decays.add(decays(layer.getRegularization()));
      decays.add(decays(layer.getRegularizationBias()));
    }
    if (decays.equals(Set.of(Set.of()))) {
      return true;
    }
    Set<WeightDecay> one = decays.iterator().next();
    if (decays.size() != 1 || one.size() != 1 || hasStatistics()) {
      return false;
    }
    WeightDecay decay = one.iterator().next();
    if (!decay.isApplyLR() || !Regularizers.isConstant(decay.getCoeff())) {
      return false;
    }
    config.put("weight_decay", decay.getCoeff().valueAt(0, 0));
    return true;
  }

  private static Set<WeightDecay> decays(List<Regularization> penalties) {
    Set<WeightDecay> decays = new HashSet<>();
    for (Regularization penalty : penalties == null ? List.<Regularization>of() : penalties) {
      if (penalty instanceof WeightDecay decay) {
        decays.add(decay);
      }
    }
    return decays;
  }

  private boolean hasStatistics() {
    return layers.stream().anyMatch(BatchNormalization.class::isInstance);
  }
}
