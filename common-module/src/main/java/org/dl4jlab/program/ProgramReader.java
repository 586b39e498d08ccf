package org.dl4jlab.program;

import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.api.layers.IOutputLayer;
import org.deeplearning4j.nn.conf.graph.FrozenVertex;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.conf.graph.rnn.DuplicateToTimeSeriesVertex;
import org.deeplearning4j.nn.conf.layers.BaseOutputLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.dl4jlab.program.NetworkModel.Vertex;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.lossfunctions.ILossFunction;

/**
 * Reads a network as a program. What the description does not know becomes an {@link
 * Operation.Unknown} with the reason, so that all reasons can be told at once.
 */
public final class ProgramReader {

  private final NetworkModel network;
  private final NodeList nodes = new NodeList();
  private final LayerReader layers;
  private final List<String> outputs = new ArrayList<>();
  private final List<LossSpec> losses = new ArrayList<>();

  private ProgramReader(NetworkModel network) {
    this.network = network;
    this.layers = new LayerReader(network, nodes);
  }

  /**
   * @param model an initialised ComputationGraph or MultiLayerNetwork
   */
  public static Program read(Model model) {
    return read(NetworkModel.of(model));
  }

  public static Program read(NetworkModel network) {
    return new ProgramReader(network).read();
  }

  private Program read() {
    List<String> inputs = network.inputs();
    for (int i = 0; i < inputs.size(); i++) {
      nodes.add(inputs.get(i), inputs.get(i), new Operation.Input(i), List.of());
    }
    network.vertices().forEach(this::add);
    network.outputs().forEach(this::addOutput);
    return new Program(nodes.all(), outputs, losses, network.rules());
  }

  private void add(Vertex vertex) {
    GraphVertex configuration = vertex.configuration();
    if (configuration instanceof FrozenVertex frozen
        && !(frozen.getUnderlying() instanceof LayerVertex)) {
      addFrozen(vertex, frozen.getUnderlying());
    } else if (configuration instanceof LayerVertex layer) {
      if (isOutput(vertex.name())) {
        addOutput(vertex, layer);
      } else {
        layers.add(vertex.name(), layer, vertex.inputs());
      }
    } else {
      List<String> inputs = new ArrayList<>(vertex.inputs());
      if (configuration instanceof DuplicateToTimeSeriesVertex repeated) {
        inputs.add(repeated.getInputName());
      }
      nodes.add(vertex.name(), vertex.name(), VertexReader.operation(configuration), inputs);
    }
  }

  /** What has no parameters is frozen in that it passes no gradient only. */
  private void addFrozen(Vertex vertex, GraphVertex underlying) {
    List<String> inputs = new ArrayList<>(vertex.inputs());
    if (inputs.stream().anyMatch(nodes::learns)) {
      String why = LayerReader.FROZEN_BEHIND_TRAINED;
      inputs.set(0, layers.addUntrainable(vertex.name(), why, inputs.get(0)));
    }
    add(new Vertex(vertex.name(), underlying, inputs));
  }

  private boolean isOutput(String name) {
    return network.outputs().contains(name) && network.layer(name) instanceof IOutputLayer;
  }

  private void addOutput(Vertex vertex, LayerVertex layerVertex) {
    Class<?> type = layerVertex.getLayerConf().getLayer().getClass();
    int before = nodes.size();
    try {
      if (type != OutputLayer.class && type != RnnOutputLayer.class && type != LossLayer.class) {
        throw new UnknownException("is of the type " + type.getSimpleName());
      }
      addLoss(vertex, layerVertex);
    } catch (UnknownException e) {
      nodes.truncate(before);
      String name = vertex.name();
      String input = layers.addPreprocessor(name, layerVertex, vertex.inputs().get(0));
      layers.addStock(name, e.getMessage(), new StockPart.OfOutput(), input);
      losses.add(LossSpec.byStock(name));
    }
  }

  /** An output layer's product, if it has one, gives the logits; its activation the output. */
  private void addLoss(Vertex vertex, LayerVertex layerVertex) throws UnknownException {
    String name = vertex.name();
    Layer layer = layerVertex.getLayerConf().getLayer();
    String logits;
    IActivation activation;
    ILossFunction loss;
    if (layer instanceof BaseOutputLayer output) {
      activation = output.getActivationFn();
      loss = output.getLossFn();
      logits = layers.addLogits(name, layerVertex, vertex.inputs());
    } else {
      activation = ((LossLayer) layer).getActivationFn();
      loss = ((LossLayer) layer).getLossFn();
      logits = layers.addPreprocessor(name, layerVertex, vertex.inputs().get(0));
    }
    losses.add(new LossSpec(name, logits, activation, loss));
    boolean ofSeries = layer instanceof RnnOutputLayer;
    String output = logits;
    if (!(activation instanceof ActivationIdentity)) {
      String part = ofSeries ? name + "/activation" : name;
      output = nodes.add(part, name, LayerReader.activation(activation), List.of(logits));
    }
    if (ofSeries) {
      List<String> inputs = List.of(output, nodes.inputs(name + "/steps").get(0));
      nodes.add(name, name, new Operation.SamplesAsSteps(), inputs);
    } else {
      nodes.rename(name, output);
    }
  }

  private void addOutput(String name) {
    outputs.add(nodes.named(name));
  }
}
