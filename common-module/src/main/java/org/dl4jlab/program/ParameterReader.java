package org.dl4jlab.program;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.deeplearning4j.nn.api.TrainingConfig;
import org.deeplearning4j.nn.api.layers.LayerConstraint;
import org.deeplearning4j.nn.conf.GradientNormalization;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.layers.FrozenLayer;
import org.deeplearning4j.nn.updater.UpdaterBlock;
import org.deeplearning4j.nn.updater.UpdaterBlock.ParamState;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.regularization.Regularization;

/** Finds the network's trainable arrays in its memory, and how each is trained. */
final class ParameterReader {

  private final NetworkModel network;
  private final Map<String, Place> places = new HashMap<>();

  /**
   * Where DL4J keeps an array. It joins neighbouring arrays with the same updater to a block; a
   * block's state is one kind of state of all its arrays, then the next kind. It counts a layer's
   * arrays in the order of their table, in which some layers do not keep them: the array's own
   * offset is the true one.
   */
  private record Place(UpdaterBlock block, long offset) {

    long[] state() {
      long length = block.getParamOffsetEnd() - block.getParamOffsetStart();
      long kinds = (block.getUpdaterViewOffsetEnd() - block.getUpdaterViewOffsetStart()) / length;
      long inBlock = offset - block.getParamOffsetStart();
      return LongStream.range(0, kinds)
          .map(kind -> block.getUpdaterViewOffsetStart() + kind * length + inBlock)
          .toArray();
    }
  }

  ParameterReader(NetworkModel network) {
    this.network = network;
  }

  /** An array that the network keeps in row-major order. */
  Parameter rowMajor(String layer, String name, long... shape) {
    return read(layer, name, false, shape);
  }

  /** An array that the network keeps in column-major order. */
  Parameter columnMajor(String layer, String name, long... shape) {
    return read(layer, name, true, shape);
  }

  /**
   * All arrays of a layer, each as a vector.
   *
   * @throws UnknownException for a layer whose updater does not know them
   */
  List<Parameter> vectors(String layer) throws UnknownException {
    List<Parameter> vectors = new ArrayList<>();
    for (Map.Entry<String, INDArray> array : network.layer(layer).paramTable().entrySet()) {
      if (places().get(layer + " " + array.getKey()) == null) {
        throw new UnknownException("has the array %s without an updater".formatted(array.getKey()));
      }
      vectors.add(rowMajor(layer, array.getKey(), array.getValue().length()));
    }
    return vectors;
  }

  private Map<String, Place> places() {
    if (places.isEmpty()) {
      readPlaces();
    }
    return places;
  }

  private Parameter read(String layer, String name, boolean columnMajor, long... shape) {
    Place place = places().get(layer + " " + name);
    return new Parameter(
        layer,
        name,
        shape,
        columnMajor,
        place.offset(),
        place.state(),
        training(network.layer(layer), name));
  }

  private void readPlaces() {
    for (UpdaterBlock block : network.updater().getUpdaterBlocks()) {
      for (ParamState state : block.getLayersAndVariablesInBlock()) {
        places.put(
            state.getLayer().getConfig().getLayerName() + " " + state.getParamName(),
            new Place(block, offset(state)));
      }
    }
  }

  private long offset(ParamState state) {
    String layer = state.getLayer().getConfig().getLayerName();
    return network.layer(layer).getParam(state.getParamName()).offset()
        - network.parameters().offset();
  }

  private static Parameter.Training training(org.deeplearning4j.nn.api.Layer trained, String name) {
    TrainingConfig config = trained.getConfig();
    List<Regularization> penalties = config.getRegularizationByParam(name);
    GradientNormalization normalization = config.getGradientNormalization();
    List<LayerConstraint> constraints =
        config instanceof Layer layer ? layer.getConstraints() : null;
    return new Parameter.Training(
        config.getUpdaterByParam(name),
        penalties == null ? List.of() : List.copyOf(penalties),
        normalization == null ? GradientNormalization.None : normalization,
        config.getGradientNormalizationThreshold(),
        constraints == null ? List.of() : List.copyOf(constraints),
        trained instanceof FrozenLayer);
  }
}
