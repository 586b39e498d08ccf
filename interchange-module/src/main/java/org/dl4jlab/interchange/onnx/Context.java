package org.dl4jlab.interchange.onnx;

import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.misc.FrozenLayer;
import org.dl4jlab.interchange.Weights;
import org.dl4jlab.program.NetworkModel;

/** What the parts of an export share. */
record Context(NetworkModel network, Weights weights, GraphWriter graph) {

  /** The configuration of a part of the network. */
  GraphVertex vertex(String name) {
    return network.vertices().stream()
        .filter(vertex -> vertex.name().equals(name))
        .findFirst()
        .orElseThrow()
        .configuration();
  }

  /** The configuration of a layer. */
  Layer layer(String name) {
    Layer layer = ((LayerVertex) vertex(name)).getLayerConf().getLayer();
    return layer instanceof FrozenLayer frozen ? frozen.getLayer() : layer;
  }
}
