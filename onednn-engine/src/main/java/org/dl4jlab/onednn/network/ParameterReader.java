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
import org.dl4jlab.onednn.parameters.Optimizer;
import org.dl4jlab.onednn.parameters.Slot;
import org.nd4j.linalg.learning.regularization.L2Regularization;
import org.nd4j.linalg.learning.regularization.Regularization;
import org.nd4j.linalg.schedule.FixedSchedule;

/** Finds the graph's trainable arrays, how they are updated and what they cost. */
final class ParameterReader {

  private final ComputationGraph graph;
  private final Map<String, Place> places = new HashMap<>();

  /**
   * Where DL4J keeps an array. It joins neighbouring arrays with the same updater to a block; a
   * block's state is its first moments, then its second moments.
   */
  private record Place(UpdaterBlock block, ParamState parameter) {

    long[] states(int kinds) {
      long length = block.getParamOffsetEnd() - block.getParamOffsetStart();
      long inBlock = parameter.getParamOffsetStart() - block.getParamOffsetStart();
      long[] places = new long[kinds];
      for (int i = 0; i < kinds; i++) {
        places[i] = block.getUpdaterViewOffsetStart() + i * length + inBlock;
      }
      return places;
    }
  }

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
    if (places.isEmpty()) {
      readPlaces();
    }
    TrainingConfig config = graph.getLayer(layer).getConfig();
    check(layer, config);
    var updater = config.getUpdaterByParam(name);
    Optional<String> unsupported = Optimizer.unsupported(updater);
    if (unsupported.isPresent()) {
      throw new UnsupportedLayerException(layer, "has " + unsupported.get());
    }
    Place place = places.get(layer + " " + name);
    return new Slot(
        layer,
        name,
        dims,
        columnMajor,
        place.parameter().getParamOffsetStart(),
        place.states(Optimizer.states(updater)),
        updater,
        l2(layer, config.getRegularizationByParam(name)));
  }

  private void readPlaces() {
    BaseMultiLayerUpdater<?> updater = graph.getUpdater(true);
    for (UpdaterBlock block : updater.getUpdaterBlocks()) {
      for (ParamState state : block.getLayersAndVariablesInBlock()) {
        places.put(
            state.getLayer().getConfig().getLayerName() + " " + state.getParamName(),
            new Place(block, state));
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
