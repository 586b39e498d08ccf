package org.dl4jlab.interchange.onnx;

import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.dl4jlab.interchange.Weights;
import org.dl4jlab.program.NetworkModel;

/** What the parts of an export share. */
record Context(NetworkModel network, Weights weights, GraphWriter graph) {

  /** The configuration of a layer. */
  Layer layer(String name) {
    return network.vertices().stream()
        .filter(vertex -> vertex.name().equals(name))
        .map(vertex -> ((LayerVertex) vertex.configuration()).getLayerConf().getLayer())
        .findFirst()
        .orElseThrow();
  }
}
