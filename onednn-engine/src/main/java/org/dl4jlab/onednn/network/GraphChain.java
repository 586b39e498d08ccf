package org.dl4jlab.onednn.network;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.api.OptimizationAlgorithm;
import org.deeplearning4j.nn.conf.BackpropType;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.buffer.DataType;

/** A graph's vertices from its input to its output, if they are a chain of layers. */
final class GraphChain {

  private GraphChain() {}

  static List<String> of(ComputationGraph graph) throws UnsupportedLayerException {
    ComputationGraphConfiguration configuration = graph.getConfiguration();
    if (configuration.getNetworkInputs().size() != 1
        || configuration.getNetworkOutputs().size() != 1) {
      throw new UnsupportedLayerException("the graph", "has several inputs or outputs");
    }
    if (graph.params() == null || graph.params().dataType() != DataType.FLOAT) {
      throw new UnsupportedLayerException("the graph", "is not initialised with 32-bit floats");
    }
    if (configuration.getBackpropType() != BackpropType.Standard) {
      throw new UnsupportedLayerException("the graph", "has truncated backpropagation");
    }
    NeuralNetConfiguration defaults = configuration.getDefaultConfiguration();
    if (!defaults.isMiniBatch()
        || !defaults.isMinimize()
        || defaults.getOptimizationAlgo() != OptimizationAlgorithm.STOCHASTIC_GRADIENT_DESCENT) {
      throw new UnsupportedLayerException(
          "the graph", "is not trained by stochastic gradient descent on means of mini-batches");
    }
    Map<String, String> next = new HashMap<>();
    for (Map.Entry<String, List<String>> entry : configuration.getVertexInputs().entrySet()) {
      String vertex = entry.getKey();
      if (entry.getValue().size() != 1) {
        throw new UnsupportedLayerException(vertex, "has several inputs; chains are supported");
      }
      String source = entry.getValue().get(0);
      if (next.put(source, vertex) != null) {
        throw new UnsupportedLayerException(
            source, "is read by several vertices; chains are supported");
      }
    }
    List<String> chain = new ArrayList<>();
    String vertex = configuration.getNetworkInputs().get(0);
    while (next.containsKey(vertex)) {
      vertex = next.get(vertex);
      chain.add(vertex);
    }
    if (chain.isEmpty() || !vertex.equals(configuration.getNetworkOutputs().get(0))) {
      throw new UnsupportedLayerException(vertex, "is an end of the graph, but not its output");
    }
    return chain;
  }

  static LayerVertex layer(ComputationGraph graph, String name) throws UnsupportedLayerException {
    if (graph.getConfiguration().getVertices().get(name) instanceof LayerVertex vertex) {
      return vertex;
    }
    throw new UnsupportedLayerException(
        name,
        "is of the type "
            + graph.getConfiguration().getVertices().get(name).getClass().getSimpleName());
  }
}
