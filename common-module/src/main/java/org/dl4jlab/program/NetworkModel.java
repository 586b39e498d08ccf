package org.dl4jlab.program;

import java.util.Collection;
import java.util.List;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.updater.BaseMultiLayerUpdater;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.api.ndarray.INDArray;

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
