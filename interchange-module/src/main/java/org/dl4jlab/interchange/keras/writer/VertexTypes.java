package org.dl4jlab.interchange.keras.writer;

import java.util.HashMap;
import java.util.Map;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.EmbeddingSequenceLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.preprocessor.RnnToFeedForwardPreProcessor;
import org.dl4jlab.program.NetworkModel.Vertex;

/** What each part of a network gives, as DL4J has it. */
final class VertexTypes {

  private final Map<String, InputType> types = new HashMap<>();

  void put(String input, InputType type) {
    types.put(input, type);
  }

  InputType of(String name) {
    return types.get(name);
  }

  /** Adds a part behind all that it reads. */
  void add(Vertex vertex) {
    types.put(vertex.name(), output(vertex));
  }

  private InputType output(Vertex vertex) {
    InputType[] inputs = vertex.inputs().stream().map(types::get).toArray(InputType[]::new);
    if (!(vertex.configuration() instanceof LayerVertex layerVertex)) {
      return vertex.configuration().getOutputType(0, inputs);
    }
    Layer layer = layerVertex.getLayerConf().getLayer();
    boolean features = inputs[0] instanceof InputType.InputTypeFeedForward;
    if (layer instanceof GlobalPoolingLayer) {
      // DL4J takes a pooled series for a series still.
      return InputType.feedForward(channels(inputs[0]));
    }
    if (layer instanceof EmbeddingSequenceLayer embedding) {
      return InputType.recurrent(embedding.getNOut(), steps(inputs[0]));
    }
    return features && layerVertex.getPreProcessor() instanceof RnnToFeedForwardPreProcessor
        ? layer.getOutputType(0, inputs[0])
        : layerVertex.getOutputType(0, inputs);
  }

  private static long channels(InputType type) {
    long[] sample = Shapes.sample(type);
    return sample[sample.length - 1];
  }

  /** How many word numbers there are. */
  static long steps(InputType type) {
    return type instanceof InputType.InputTypeRecurrent series
        ? Shapes.steps(series)
        : type.arrayElementsPerExample();
  }
}
