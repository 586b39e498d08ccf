package org.dl4jlab.onednn.network;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.deeplearning4j.nn.api.TrainingConfig;
import org.deeplearning4j.nn.conf.GradientNormalization;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.updater.BaseMultiLayerUpdater;
import org.deeplearning4j.nn.updater.UpdaterBlock;
import org.deeplearning4j.nn.updater.UpdaterBlock.ParamState;
import org.dl4jlab.onednn.parameters.Slot;
import org.dl4jlab.onednn.parameters.Updaters;
import org.nd4j.linalg.learning.regularization.L2Regularization;
import org.nd4j.linalg.learning.regularization.Regularization;
import org.nd4j.linalg.schedule.FixedSchedule;

/** Finds the graph's trainable arrays, how they are updated and what they cost. */
final class ParameterReader {

  private final ComputationGraph graph;
  private final Map<String, ParamState> states = new HashMap<>();

  ParameterReader(ComputationGraph graph) {
    this.graph = graph;
  }

  Slot slot(String layer, String name, long... dims) throws UnsupportedLayerException {
    return slot(layer, name, false, dims);
  }

  /** An array that the graph keeps in column-major order. */
  Slot columnMajorSlot(String layer, String name, long... dims) throws UnsupportedLayerException {
    return slot(layer, name, true, dims);
  }

  private Slot slot(String layer, String name, boolean columnMajor, long... dims)
      throws UnsupportedLayerException {
    if (states.isEmpty()) {
      readStates();
    }
    TrainingConfig config = graph.getLayer(layer).getConfig();
    check(layer, config);
    var updater = config.getUpdaterByParam(name);
    Optional<String> unsupported = Updaters.unsupported(updater);
    if (unsupported.isPresent()) {
      throw new UnsupportedLayerException(layer, "has " + unsupported.get());
    }
    return new Slot(
        layer,
        name,
        dims,
        columnMajor,
        states.get(layer + " " + name).getParamOffsetStart(),
        updater,
        l2(layer, config.getRegularizationByParam(name)));
  }

  private void readStates() {
    BaseMultiLayerUpdater<?> updater = graph.getUpdater(true);
    for (UpdaterBlock block : updater.getUpdaterBlocks()) {
      for (ParamState state : block.getLayersAndVariablesInBlock()) {
        states.put(state.getLayer().getConfig().getLayerName() + " " + state.getParamName(), state);
      }
    }
  }

  private void check(String layer, TrainingConfig config) throws UnsupportedLayerException {
    if (config.getGradientNormalization() != null
        && config.getGradientNormalization() != GradientNormalization.None) {
      throw new UnsupportedLayerException(layer, "has gradient normalization");
    }
    if (config instanceof BaseLayer base && base.getWeightNoise() != null) {
      throw new UnsupportedLayerException(layer, "has weight noise");
    }
    if (config instanceof org.deeplearning4j.nn.conf.layers.Layer conf
        && conf.getConstraints() != null
        && !conf.getConstraints().isEmpty()) {
      throw new UnsupportedLayerException(layer, "has constraints");
    }
  }

  private static double l2(String layer, List<Regularization> terms)
      throws UnsupportedLayerException {
    double sum = 0;
    for (Regularization term : terms == null ? List.<Regularization>of() : terms) {
      if (!(term instanceof L2Regularization l2) || !(l2.getL2() instanceof FixedSchedule)) {
        throw new UnsupportedLayerException(
            layer, "has the penalty " + term.getClass().getSimpleName());
      }
      sum += l2.getL2().valueAt(0, 0);
    }
    return sum;
  }
}
