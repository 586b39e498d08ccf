package org.dl4jlab.interchange.keras.writer;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.graph.FrozenVertex;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.conf.graph.MergeVertex;
import org.deeplearning4j.nn.conf.graph.PreprocessorVertex;
import org.deeplearning4j.nn.conf.graph.ScaleVertex;
import org.deeplearning4j.nn.conf.graph.ShiftVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.EmbeddingLayer;
import org.deeplearning4j.nn.conf.layers.EmbeddingSequenceLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.misc.FrozenLayer;
import org.deeplearning4j.nn.conf.layers.misc.FrozenLayerWithBackprop;
import org.deeplearning4j.nn.conf.preprocessor.CnnToFeedForwardPreProcessor;
import org.deeplearning4j.nn.conf.preprocessor.FeedForwardToRnnPreProcessor;
import org.deeplearning4j.nn.conf.preprocessor.RnnToFeedForwardPreProcessor;
import org.dl4jlab.UserException;
import org.dl4jlab.interchange.Weights;
import org.dl4jlab.program.NetworkModel;
import org.dl4jlab.program.NetworkModel.Vertex;

/** A network's layers and vertices as Keras' layers. */
final class GraphTranslation {

  private final NetworkModel network;
  private final Weights weights;
  private final Set<String> activationsApart;
  private final LayerList layers;
  private final Map<String, KerasTensor> tensors = new HashMap<>();
  private final VertexTypes types = new VertexTypes();
  private final PixelOrder order;
  private final List<String> refusals = new ArrayList<>();

  /**
   * @param activationsApart names of layers whose activation becomes a layer of its own
   */
  GraphTranslation(NetworkModel network, Weights weights, Set<String> activationsApart) {
    this.network = network;
    this.order = new PixelOrder(network);
    this.weights = weights;
    this.activationsApart = activationsApart;
    List<String> names = new ArrayList<>(network.inputs());
    network.vertices().forEach(vertex -> names.add(legal(vertex.name())));
    this.layers = new LayerList(names);
  }

  /** Keras takes slashes for folders. */
  private static String legal(String name) {
    return name.replace('/', '_');
  }

  /**
   * Translates all of it.
   *
   * @throws UserException when Keras does not have all of it: what it lacks is named
   */
  void translate(List<InputType> inputs) {
    for (int i = 0; i < inputs.size(); i++) {
      addInput(network.inputs().get(i), inputs.get(i));
    }
    for (Vertex vertex : network.vertices()) {
      try {
        add(vertex);
      } catch (RefusedException e) {
        refusals.add("'%s' %s".formatted(vertex.name(), e.getMessage()));
        tensors.put(
            vertex.name(), new KerasTensor(vertex.name(), Shapes.sample(types.of(vertex.name()))));
      }
    }
    if (!refusals.isEmpty()) {
      throw new UserException(
          "The network cannot be written for Keras: " + String.join("; ", refusals));
    }
  }

  LayerList layers() {
    return layers;
  }

  /** The results of DL4J's inputs, layers and vertices. */
  KerasTensor tensor(String name) {
    return tensors.get(name);
  }

  private void addInput(String name, InputType type) {
    types.put(name, type);
    boolean words =
        network.vertices().stream()
            .anyMatch(vertex -> vertex.inputs().contains(name) && readsWords(vertex));
    tensors.put(
        name,
        words
            ? layers.addInput(name, "int32", VertexTypes.steps(type))
            : layers.addInput(name, "float32", Shapes.sample(type)));
  }

  private static boolean readsWords(Vertex vertex) {
    return vertex.configuration() instanceof LayerVertex layer
        && (layer.getLayerConf().getLayer() instanceof EmbeddingLayer
            || layer.getLayerConf().getLayer() instanceof EmbeddingSequenceLayer);
  }

  private void add(Vertex vertex) throws RefusedException {
    String name = vertex.name();
    types.add(vertex);
    List<KerasTensor> inputs = vertex.inputs().stream().map(tensors::get).toList();
    GraphVertex configuration =
        vertex.configuration() instanceof FrozenVertex frozen
            ? frozen.getUnderlying()
            : vertex.configuration();
    tensors.put(
        name,
        configuration instanceof LayerVertex layer
            ? addLayer(vertex, layer, inputs.get(0))
            : addVertex(name, configuration, inputs));
  }

  private KerasTensor addLayer(Vertex part, LayerVertex vertex, KerasTensor input)
      throws RefusedException {
    Layer configured = vertex.getLayerConf().getLayer();
    Layer layer = thawed(configured);
    boolean frozen = layer != configured;
    LayerScope scope = scope(part.name(), !frozen, input);
    addShape(order.suits(part), vertex.getPreProcessor(), scope);
    LayerWriters.write(layer, scope);
    if (!frozen) {
      layers.named(scope.name()).ifPresent(own -> Regularizers.write(layer, own.config()));
    }
    return PixelOrder.passesOn(layer)
        ? scope.current().flattenedFrom(scope.flattened())
        : scope.current();
  }

  private static Layer thawed(Layer layer) {
    if (layer instanceof FrozenLayer frozen) {
      return frozen.getLayer();
    }
    return layer instanceof FrozenLayerWithBackprop frozen ? frozen.getUnderlying() : layer;
  }

  private LayerScope scope(String name, boolean trainable, KerasTensor input) {
    return new LayerScope(
        layers,
        weights,
        name,
        legal(name),
        trainable,
        activationsApart.contains(name),
        input,
        types.of(name));
  }

  /** Adds what a layer does to its input's shape. */
  private static void addShape(boolean byPixels, InputPreProcessor before, LayerScope scope)
      throws RefusedException {
    if (before == null) {
      return;
    }
    if (before.getClass() == CnnToFeedForwardPreProcessor.class) {
      scope.flatten(byPixels);
    } else if (!(before instanceof RnnToFeedForwardPreProcessor)
        && !(before instanceof FeedForwardToRnnPreProcessor && scope.current().isSeries())) {
      // Keras does with each step of a series whatever it does with a sample.
      throw new RefusedException("changes its input's shape in a way that Keras does not have");
    }
  }

  private KerasTensor addVertex(String name, GraphVertex vertex, List<KerasTensor> inputs)
      throws RefusedException {
    LayerScope scope = scope(name, true, inputs.get(0));
    if (vertex instanceof MergeVertex merge && merge.getMergeAxis() == 1) {
      long channels = inputs.stream().mapToLong(KerasTensor::channels).sum();
      return layers.addMerge(
          "Concatenate", legal(name), inputs, inputs.get(0).withChannels(channels));
    }
    if (vertex instanceof ElementWiseVertex elementWise) {
      String type =
          switch (elementWise.getOp()) {
            case Add -> "Add";
            case Subtract -> "Subtract";
            case Product -> "Multiply";
            case Average -> "Average";
            case Max -> "Maximum";
          };
      return layers.addMerge(type, legal(name), inputs, inputs.get(0).sample());
    }
    if (vertex instanceof ScaleVertex scale) {
      scope.add("Rescaling", config -> config.put("scale", scale.getScaleFactor()), sample(inputs));
    } else if (vertex instanceof ShiftVertex shift) {
      scope.add(
          "Rescaling", config -> config.put("offset", shift.getShiftFactor()), sample(inputs));
    } else if (vertex instanceof PreprocessorVertex shape
        && shape.getPreProcessor().getClass() == CnnToFeedForwardPreProcessor.class) {
      scope.flatten(order.suitsReadersOf(name));
      return scope.current().flattenedFrom(scope.flattened());
    } else {
      throw new RefusedException("is of the type " + vertex.getClass().getSimpleName());
    }
    return scope.current();
  }

  private static long[] sample(List<KerasTensor> inputs) {
    return inputs.get(0).sample();
  }
}
