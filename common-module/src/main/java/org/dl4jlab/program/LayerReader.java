package org.dl4jlab.program;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.deeplearning4j.nn.conf.GradientNormalization;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.conf.layers.AbstractLSTM;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.conf.layers.BaseOutputLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.Convolution1DLayer;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.DepthwiseConvolution2D;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.conf.layers.SeparableConvolution2D;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.conf.layers.misc.FrozenLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional;
import org.deeplearning4j.nn.conf.layers.recurrent.LastTimeStep;
import org.deeplearning4j.nn.conf.preprocessor.RnnToFeedForwardPreProcessor;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.activations.impl.ActivationSoftmax;

/**
 * Reads DL4J's layers. A layer is one node or several: what its preprocessor does, its input's
 * dropout, its operation, its activation; the last has the layer's name.
 */
final class LayerReader {

  /** The dimensions of {@code [batch, channels, steps]} and of images that are pooled. */
  private static final int[] STEPS = {2};

  private static final int[] PIXELS = {2, 3};

  static final String FROZEN_BEHIND_TRAINED =
      "is frozen and passes no gradient, but something before it is trained";

  private final NetworkModel network;
  private final NodeList nodes;
  private final ParameterReader parameters;
  private final ConvolutionReader convolutions;
  private final DropoutReader dropouts;
  private final RecurrentReader recurrent;
  private final Set<String> series = new HashSet<>();

  LayerReader(NetworkModel network, NodeList nodes) {
    this.network = network;
    this.nodes = nodes;
    this.parameters = new ParameterReader(network);
    this.convolutions = new ConvolutionReader(parameters);
    this.dropouts = new DropoutReader(nodes);
    this.recurrent = new RecurrentReader(network, nodes, parameters, dropouts);
  }

  /** Adds the nodes of a layer, or one that DL4J computes. */
  void add(String name, LayerVertex vertex, List<String> inputs) {
    Layer configured = vertex.getLayerConf().getLayer();
    boolean frozen = configured instanceof FrozenLayer;
    Layer layer = frozen ? ((FrozenLayer) configured).getLayer() : configured;
    String input = addPreprocessor(name, vertex, inputs.get(0));
    if (frozen && nodes.learns(input)) {
      input = addUntrainable(name, FROZEN_BEHIND_TRAINED, input);
    }
    int before = nodes.size();
    try {
      if (layer instanceof LastTimeStep last) {
        add(name + "/series", name, last.getUnderlying(), frozen, input);
        nodes.add(name, name, new Operation.LastStep(), List.of(name + "/series"));
      } else {
        add(name, name, layer, frozen, input);
      }
    } catch (UnknownException e) {
      nodes.truncate(before);
      addStock(name, e.getMessage(), new StockPart.OfLayer(), input);
    }
  }

  /** Adds a node that DL4J computes. */
  void addStock(String name, String why, StockPart part, String input) {
    Operation operation;
    try {
      operation = new Operation.Stock(why, part, parameters.vectors(name));
    } catch (UnknownException e) {
      operation = new Operation.Unknown(e.getMessage());
    }
    nodes.add(name, name, operation, List.of(input));
  }

  /**
   * @param node the name of the layer's last node
   * @param name the layer's own
   */
  private void add(String node, String name, Layer layer, boolean frozen, String input)
      throws UnknownException {
    if (layer instanceof Bidirectional bidirectional) {
      series.add(recurrent.addBidirectional(node, name, bidirectional, frozen, input));
      return;
    }
    boolean ofSeries =
        layer instanceof Convolution1DLayer
            || layer instanceof AbstractLSTM
            || ResizingReader.isOfSeries(layer)
            || series.contains(input);
    requireNoWeightNoise(layer);
    IActivation activation = activationOf(layer);
    if (frozen && layer instanceof BatchNormalization norm && norm.isLockGammaBeta()) {
      throw new UnknownException("is frozen with a locked gamma and beta");
    }
    List<Operation> operations = operations(name, layer, ofSeries);
    // A frozen layer is always in DL4J's mode for inference.
    String last = frozen ? input : dropouts.add(name, layer, input);
    boolean alone = activation instanceof ActivationIdentity;
    for (int i = 0; i < operations.size(); i++) {
      boolean isLast = i == operations.size() - 1;
      String part = !isLast ? node + "/part" + i : alone ? node : node + "/product";
      last = nodes.add(part, name, operations.get(i), List.of(last));
    }
    if (!alone) {
      last = nodes.add(node, name, activation(activation), List.of(last));
    } else if (operations.isEmpty()) {
      nodes.rename(node, last);
    }
    if (ofSeries && !(layer instanceof GlobalPoolingLayer)) {
      series.add(last);
    }
  }

  /** Adds what gives an output layer's logits, and returns that node's name. */
  String addLogits(String name, LayerVertex vertex, List<String> inputs) throws UnknownException {
    BaseOutputLayer layer = (BaseOutputLayer) vertex.getLayerConf().getLayer();
    String input = addPreprocessor(name, vertex, inputs.get(0));
    requireNoWeightNoise(layer);
    String before = dropouts.add(name, layer, input);
    if (layer instanceof RnnOutputLayer steps) {
      if (layer.getIDropout() != null) {
        throw new UnknownException("has dropout of steps, of which DL4J's score knows nothing");
      }
      RecurrentReader.requireStepsLast(steps.getRnnDataFormat());
      before = nodes.add(name + "/steps", name, new Operation.StepsAsSamples(), List.of(before));
    }
    return nodes.add(name + "/logits", name, dense(name, layer, layer.hasBias()), List.of(before));
  }

  /** Adds what a layer does to its input's shape, and returns the name of what it then reads. */
  String addPreprocessor(String name, LayerVertex vertex, String input) {
    InputPreProcessor before = vertex.getPreProcessor();
    boolean pooled = nodes.operation(input) instanceof Operation.GlobalPooling;
    if (before == null || before instanceof RnnToFeedForwardPreProcessor && pooled) {
      // DL4J takes a pooled series for a series still, but its preprocessor then does nothing.
      return nodes.named(input);
    }
    return nodes.add(name + "/shape", name, VertexReader.operation(before), List.of(input));
  }

  static void requireNoWeightNoise(Layer layer) throws UnknownException {
    if (layer instanceof BaseLayer base && base.getWeightNoise() != null) {
      throw new UnknownException("has weight noise");
    }
  }

  /** Adds what keeps a layer from being trained in front of it, and returns that node's name. */
  String addUntrainable(String name, String why, String input) {
    String before = nodes.named(input);
    return nodes.add(
        name + "/training of " + before, name, new Operation.Untrainable(why), List.of(before));
  }

  private static IActivation activationOf(Layer layer) {
    if (layer instanceof DenseLayer dense) {
      return dense.getActivationFn();
    }
    if (layer instanceof ConvolutionLayer convolution) {
      return convolution.getActivationFn();
    }
    return layer instanceof ActivationLayer activation
        ? activation.getActivationFn()
        : new ActivationIdentity(); // of other layers it is not applied
  }

  static Operation activation(IActivation activation) {
    return activation instanceof ActivationSoftmax
        ? new Operation.Softmax()
        : new Operation.Activation(activation);
  }

  /** What a layer does one after the other; nothing where it is an activation or dropout only. */
  private List<Operation> operations(String name, Layer layer, boolean ofSeries)
      throws UnknownException {
    Class<?> type = layer.getClass();
    if (type == ActivationLayer.class || layer instanceof DropoutLayer) {
      return List.of();
    }
    if (layer instanceof BatchNormalization norm) {
      return batchNorm(name, norm);
    }
    if (type == DenseLayer.class) {
      DenseLayer dense = (DenseLayer) layer;
      if (dense.hasLayerNorm()) {
        throw new UnknownException("has layer normalization");
      }
      return List.of(dense(name, dense, dense.hasBias()));
    }
    if (type == ConvolutionLayer.class || type == Convolution1DLayer.class) {
      return convolutions.plain(name, (ConvolutionLayer) layer);
    }
    if (layer instanceof DepthwiseConvolution2D depthwise) {
      return convolutions.depthwise(name, depthwise);
    }
    if (layer instanceof SeparableConvolution2D separable) {
      return convolutions.separable(name, separable);
    }
    if (type == SubsamplingLayer.class) {
      return List.of(pooling((SubsamplingLayer) layer));
    }
    if (layer instanceof AbstractLSTM lstm) {
      return recurrent.lstm(name, lstm);
    }
    if (layer instanceof GlobalPoolingLayer pooling) {
      return List.of(globalPooling(pooling, ofSeries));
    }
    Optional<Operation> resizing = ResizingReader.read(layer);
    if (resizing.isEmpty()) {
      throw new UnknownException("is of the type " + type.getSimpleName());
    }
    return List.of(resizing.get());
  }

  private Operation dense(String name, FeedForwardLayer layer, boolean bias) {
    return new Operation.Dense(
        parameters.rowMajor(name, "W", layer.getNOut(), layer.getNIn()),
        bias ? parameters.rowMajor(name, "b", layer.getNOut()) : null);
  }

  private List<Operation> batchNorm(String name, BatchNormalization norm) throws UnknownException {
    ConvolutionReader.requireChannelsFirst(norm.getCnn2DFormat());
    if (!norm.isMinibatch() || norm.getIDropout() != null) {
      throw new UnknownException("is not of mini-batches, or has dropout of its own");
    }
    if (normalizesGradients(norm)) {
      throw new UnknownException(
          "has gradient normalization, which DL4J applies to its running statistics too");
    }
    Map<String, org.nd4j.linalg.api.ndarray.INDArray> table = network.layer(name).paramTable();
    boolean logarithmic = table.containsKey("log10stdev");
    boolean locked = norm.isLockGammaBeta();
    Operation normalization =
        new Operation.BatchNorm(
            locked ? null : parameters.rowMajor(name, "gamma", norm.getNOut()),
            locked ? null : parameters.rowMajor(name, "beta", norm.getNOut()),
            new RunningStatistics(
                table.get("mean"),
                table.get(logarithmic ? "log10stdev" : "var"),
                logarithmic,
                norm.getDecay()),
            norm.getEps());
    return locked && (norm.getGamma() != 1 || norm.getBeta() != 0)
        ? List.of(normalization, new Operation.Linear(norm.getGamma(), norm.getBeta()))
        : List.of(normalization);
  }

  private static boolean normalizesGradients(BatchNormalization norm) {
    return norm.getGradientNormalization() != null
        && norm.getGradientNormalization() != GradientNormalization.None;
  }

  private static Operation pooling(SubsamplingLayer layer) throws UnknownException {
    ConvolutionReader.requireChannelsFirst(layer.getCnn2dDataFormat());
    requireNoNorm(layer.getPoolingType());
    return new Operation.Pooling(
        layer.getPoolingType(),
        ConvolutionReader.kernel(
            layer.getConvolutionMode(),
            layer.getKernelSize(),
            layer.getStride(),
            layer.getDilation(),
            layer.getPadding()),
        layer.isAvgPoolIncludePadInDivisor());
  }

  private static void requireNoNorm(PoolingType type) throws UnknownException {
    if (type == PoolingType.PNORM) {
      throw new UnknownException("pools by PNORM");
    }
  }

  private static Operation globalPooling(GlobalPoolingLayer layer, boolean ofSeries)
      throws UnknownException {
    int[] dimensions = layer.getPoolingDimensions();
    boolean whole = dimensions == null || Arrays.equals(dimensions, ofSeries ? STEPS : PIXELS);
    if (!layer.isCollapseDimensions() || !whole) {
      throw new UnknownException("pools over other dimensions than all of them");
    }
    requireNoNorm(layer.getPoolingType());
    return new Operation.GlobalPooling(layer.getPoolingType());
  }
}
