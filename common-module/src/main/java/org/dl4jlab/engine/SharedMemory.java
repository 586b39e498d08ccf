package org.dl4jlab.engine;

import java.util.Map;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.Updater;
import org.deeplearning4j.nn.api.layers.RecurrentLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.graph.vertex.GraphVertex;
import org.deeplearning4j.nn.layers.FrozenLayer;
import org.deeplearning4j.nn.layers.recurrent.BidirectionalLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.updater.MultiLayerUpdater;
import org.deeplearning4j.nn.updater.graph.ComputationGraphUpdater;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Makes a fresh network work on the parameters and updater state of an initialised one with the
 * same configuration, which keeps the counters of both. An updater that is not DL4J's goes with an
 * accelerated network, and is no part of a plain one.
 */
final class SharedMemory {

  private SharedMemory() {}

  static void share(MultiLayerNetwork from, MultiLayerNetwork to) {
    to.init(parameters(from.numParams(), from.params()), false);
    Layer[] layers = to.getLayers();
    for (int i = 0; i < layers.length; i++) {
      // Layers may be frozen without the configuration's knowledge.
      if (from.getLayer(i) instanceof FrozenLayer && !(layers[i] instanceof FrozenLayer)) {
        layers[i] = new FrozenLayer(layers[i]);
      }
    }
    Updater updater = from.getUpdater(false);
    if (updater != null && UpdaterSettings.isDl4js(updater)) {
      to.setUpdater(new MultiLayerUpdater(to, updater.getStateViewArray()));
    } else if (updater != null && to instanceof Accelerated) {
      to.setUpdater(updater);
    }
    to.setScore(from.score());
  }

  static void share(ComputationGraph from, ComputationGraph to) {
    to.init(parameters(from.numParams(), from.params()), false);
    for (GraphVertex vertex : to.getVertices()) {
      if (vertex.hasLayer()
          && from.getLayer(vertex.getVertexName()) instanceof FrozenLayer
          && !(vertex.getLayer() instanceof FrozenLayer)) {
        vertex.setLayerAsFrozen();
      }
    }
    ComputationGraphUpdater updater = from.getUpdater(false);
    if (updater != null && UpdaterSettings.isDl4js(updater)) {
      to.setUpdater(new ComputationGraphUpdater(to, updater.getStateViewArray()));
    } else if (updater != null && to instanceof Accelerated) {
      to.setUpdater(updater);
    }
    to.setScore(from.score());
  }

  /** Has recurrent layers remember what those of a network with the same layers do. */
  static void shareState(Layer[] from, Layer[] to) {
    for (int i = 0; i < from.length; i++) {
      if (from[i] instanceof RecurrentLayer known && !(known instanceof BidirectionalLayer)) {
        Map<String, INDArray> state = known.rnnGetPreviousState();
        RecurrentLayer other = (RecurrentLayer) to[i];
        other.rnnSetPreviousState(state);
        other.rnnSetTBPTTState(state); // which DL4J puts in its place after each segment
      }
    }
  }

  /** A network without parameters says that it has an empty vector, but takes none. */
  private static INDArray parameters(long count, INDArray vector) {
    return count == 0 ? null : vector;
  }
}
