package org.dl4jlab.interchange.keras.writer;

import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.misc.FrozenLayer;
import org.dl4jlab.program.NetworkModel;
import org.dl4jlab.program.NetworkModel.Vertex;

/**
 * Who can read a flattened image pixel by pixel, as Keras flattens it: a dense layer, whose weights
 * are written in that order, also behind layers that do the same to every feature.
 */
record PixelOrder(NetworkModel network) {

  /** Whether all that reads a part's result can. */
  boolean suitsReadersOf(String name) {
    return !network.outputs().contains(name)
        && network.vertices().stream()
            .filter(vertex -> vertex.inputs().contains(name))
            .allMatch(this::suits);
  }

  /** Whether a part can. */
  boolean suits(Vertex vertex) {
    return vertex.configuration() instanceof LayerVertex layerVertex
        && suits(vertex.name(), layerVertex.getLayerConf().getLayer());
  }

  private boolean suits(String name, Layer configured) {
    Layer layer = configured instanceof FrozenLayer frozen ? frozen.getLayer() : configured;
    return layer.getClass() == DenseLayer.class
        || layer.getClass() == OutputLayer.class
        || passesOn(layer) && suitsReadersOf(name);
  }

  /** Whether a layer gives its features in the order that they came in. */
  static boolean passesOn(Layer layer) {
    return layer instanceof ActivationLayer
        || layer instanceof DropoutLayer
        || layer instanceof BatchNormalization;
  }
}
