package org.dl4jlab.program;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.api.layers.RecurrentLayer;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.layers.recurrent.BidirectionalLayer;
import org.deeplearning4j.nn.layers.wrapper.BaseWrapperLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.updater.BaseMultiLayerUpdater;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;

/** What DL4J's two classes of networks have in common, though their common type lacks it. */
public sealed interface NetworkModel permits GraphModel, LayersModel {

  /**
   * A part of a network as its configuration has it.
   *
   * @param inputs the names of the parts and inputs that it reads
   */
  record Vertex(String name, GraphVertex configuration, List<String> inputs) {}

  /**
   * @throws IllegalArgumentException for a model that is no network of layers
   */
  static NetworkModel of(Model model) {
    if (model instanceof ComputationGraph graph) {
      return new GraphModel(graph);
    }
    if (model instanceof MultiLayerNetwork network) {
      return new LayersModel(network);
    }
    throw new IllegalArgumentException(
        "A ComputationGraph or MultiLayerNetwork is needed, not a "
            + model.getClass().getSimpleName());
  }

  Model model();

  List<String> inputs();

  List<String> outputs();

  /** In topological order, without the inputs. */
  List<Vertex> vertices();

  Layer layer(String name);

  /** A vertex of a graph. */
  org.deeplearning4j.nn.graph.vertex.GraphVertex vertex(String name);

  TrainingRules rules();

  /**
   * Lays a batch's masks on the layers, each in the shape that the layer wants.
   *
   * @param batch inputs, labels or none, and their masks
   */
  void setMasks(MultiDataSet batch);

  /** Takes all masks from the layers. */
  void clearMasks();

  /** What a layer remembers of earlier steps of its series, by DL4J's names; empty for nothing. */
  default Map<String, INDArray> state(String layer) {
    return isRecurrent(layer) && !(inner(layer) instanceof BidirectionalLayer)
        ? ((RecurrentLayer) inner(layer)).rnnGetPreviousState()
        : Map.of();
  }

  /** Has a recurrent layer remember something, also as what the next segment goes on from. */
  default void setState(String layer, Map<String, INDArray> state) {
    RecurrentLayer recurrent = (RecurrentLayer) inner(layer);
    recurrent.rnnSetPreviousState(state);
    recurrent.rnnSetTBPTTState(state);
  }

  /** Whether a layer, or what it wraps, remembers from step to step. */
  default boolean isRecurrent(String layer) {
    return inner(layer) instanceof RecurrentLayer;
  }

  /** A layer without what wraps it. */
  private Layer inner(String layer) {
    Layer inner = layer(layer);
    while (inner instanceof BaseWrapperLayer wrapper) {
      inner = wrapper.getUnderlying();
    }
    return inner;
  }

  /** Has all recurrent layers forget. */
  void clearState();

  /** {@code [parameters]}, the network's own memory; null before it is initialised. */
  INDArray parameters();

  /** What holds the updaters' state; made where it is not there yet. */
  BaseMultiLayerUpdater<?> updater();

  /** Of weights and dropout. */
  long seed();

  int iteration();

  /** Sets how many steps were taken. */
  void setIteration(int iteration);

  int epoch();

  /** Counts an epoch. */
  void incrementEpoch();

  void setScore(double score);

  Collection<TrainingListener> listeners();

  /** Tells them that an iteration is done, counted from 0. */
  default void tellListeners(int iteration) {
    for (TrainingListener listener : listeners()) {
      listener.iterationDone(model(), iteration, epoch());
    }
  }
}
