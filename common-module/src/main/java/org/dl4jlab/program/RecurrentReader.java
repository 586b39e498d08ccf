package org.dl4jlab.program;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex.Op;
import org.deeplearning4j.nn.conf.layers.AbstractLSTM;
import org.deeplearning4j.nn.conf.layers.GravesLSTM;
import org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional;
import org.nd4j.linalg.activations.impl.ActivationSigmoid;
import org.nd4j.linalg.activations.impl.ActivationTanH;

/** Reads DL4J's layers that remember from step to step of a series. */
final class RecurrentReader {

  private static final int CHANNELS = 1;

  private final NetworkModel network;
  private final NodeList nodes;
  private final ParameterReader parameters;
  private final DropoutReader dropouts;

  RecurrentReader(
      NetworkModel network, NodeList nodes, ParameterReader parameters, DropoutReader dropouts) {
    this.network = network;
    this.nodes = nodes;
    this.parameters = parameters;
    this.dropouts = dropouts;
  }

  static void requireStepsLast(RNNFormat format) throws UnknownException {
    if (format == RNNFormat.NWC) {
      throw new UnknownException(ConvolutionReader.CHANNELS_LAST);
    }
  }

  /** From the first step to the last, behind what keeps it from being trained. */
  List<Operation> lstm(String name, AbstractLSTM layer) throws UnknownException {
    List<Operation> operations = new ArrayList<>();
    untrainable(name, layer).ifPresent(operations::add);
    operations.add(lstm(name, "", false, layer));
    return operations;
  }

  private Optional<Operation> untrainable(String name, AbstractLSTM layer) {
    if (layer.getIDropout() != null && !DropoutReader.isPlain(layer)) {
      return Optional.of(new Operation.Untrainable("has other dropout than plain one on series"));
    }
    boolean own = network.layer(name).conf().getLayer() == layer;
    return !own && !isEmpty(layer.getConstraints())
        ? Optional.of(new Operation.Untrainable("has constraints in another layer"))
        : Optional.empty();
  }

  /**
   * @param prefix of its arrays' names
   */
  private Operation lstm(String name, String prefix, boolean backwards, AbstractLSTM layer)
      throws UnknownException {
    requireStepsLast(layer.getRnnDataFormat());
    if (!(layer.getActivationFn() instanceof ActivationTanH)
        || !(layer.getGateActivationFn() instanceof ActivationSigmoid)) {
      throw new UnknownException("has other functions than tanh and sigmoid gates");
    }
    LayerReader.requireNoWeightNoise(layer);
    boolean peepholes = layer instanceof GravesLSTM;
    long units = layer.getNOut();
    return new Operation.Lstm(
        backwards,
        peepholes,
        parameters.columnMajor(name, prefix + "W", layer.getNIn(), 4 * units),
        parameters.columnMajor(name, prefix + "RW", units, 4 * units + (peepholes ? 3 : 0)),
        parameters.rowMajor(name, prefix + "b", 4 * units));
  }

  private static boolean isEmpty(List<?> list) {
    return list == null || list.isEmpty();
  }

  /**
   * Adds two layers over the same series, one from each end, and what becomes of their results;
   * returns that node's name.
   */
  String addBidirectional(
      String node, String name, Bidirectional layer, boolean frozen, String input)
      throws UnknownException {
    if (!(layer.getFwd() instanceof AbstractLSTM forwardLayer)
        || !(layer.getBwd() instanceof AbstractLSTM backwardLayer)) {
      throw new UnknownException(
          "has a bidirectional " + layer.getFwd().getClass().getSimpleName());
    }
    Operation forwards = lstm(name, "f", false, forwardLayer);
    Operation backwards = lstm(name, "b", true, backwardLayer);
    Operation merge =
        switch (layer.getMode()) {
          case CONCAT -> new Operation.Concatenate(CHANNELS);
          case ADD -> new Operation.ElementWise(Op.Add);
          case MUL -> new Operation.ElementWise(Op.Product);
          case AVERAGE -> new Operation.ElementWise(Op.Average);
        };
    Optional<Operation> untrainable =
        untrainable(name, forwardLayer).or(() -> untrainable(name, backwardLayer));
    String read =
        untrainable.isEmpty()
            ? input
            : nodes.add(node + "/untrainable", name, untrainable.get(), List.of(input));
    String fromFirst = read;
    String fromLast = read;
    if (!frozen && untrainable.isEmpty()) {
      fromFirst = dropouts.ofSeries(name, false, forwardLayer, read);
      fromLast = dropouts.ofSeries(name, true, backwardLayer, read);
    }
    String first = nodes.add(node + "/forwards", name, forwards, List.of(fromFirst));
    String second = nodes.add(node + "/backwards", name, backwards, List.of(fromLast));
    return nodes.add(node, name, merge, List.of(first, second));
  }
}
