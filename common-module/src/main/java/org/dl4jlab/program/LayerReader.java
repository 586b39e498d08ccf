package org.dl4jlab.program;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
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
import org.deeplearning4j.nn.conf.layers.SeparableConvolution2D;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
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

  static final String CHANNELS_LAST = "has channels last; channels first is supported";

  private final NetworkModel network;
  private final NodeList nodes;
  private final ParameterReader parameters;
  private final Set<String> series = new HashSet<>();

  LayerReader(NetworkModel network, NodeList nodes) {
    this.network = network;
    this.nodes = nodes;
    this.parameters = new ParameterReader(network);
  }

  /** What a layer lacks to be described. */
  private static final class UnknownException extends Exception {
    UnknownException(String why) {
      super(why);
    }
  }

  /** Adds the nodes of a layer, or one that says why they cannot be made. */
  void add(String name, LayerVertex vertex, List<String> inputs) {
    Layer layer = vertex.getLayerConf().getLayer();
    String input = addPreprocessor(name, vertex, inputs.get(0));
    try {
      boolean ofSeries =
          layer instanceof Convolution1DLayer
              || ResizingReader.isOfSeries(layer)
              || series.contains(input);
      IActivation activation = activationOf(layer);
      if (ofSeries && activation instanceof ActivationSoftmax) {
        throw new UnknownException("has a softmax over a series");
      }
      List<Operation> operations = operations(name, layer, ofSeries);
      String last = dropsInput(layer) ? addDropout(name, layer, input) : input;
      boolean alone = activation instanceof ActivationIdentity;
      for (int i = 0; i < operations.size(); i++) {
        boolean isLast = i == operations.size() - 1;
        String node = !isLast ? name + "/part" + i : alone ? name : name + "/product";
        last = nodes.add(node, name, operations.get(i), List.of(last));
      }
      if (!alone) {
        last = nodes.add(name, name, activation(activation), List.of(last));
      } else if (operations.isEmpty()) {
        nodes.rename(name, last);
      }
      if (ofSeries && !(layer instanceof GlobalPoolingLayer)) {
        series.add(last);
      }
    } catch (UnknownException e) {
      nodes.add(name, name, new Operation.Unknown(e.getMessage()), List.of(input));
    }
  }

  /** Adds what gives an output layer's logits, and returns that node's name. */
  String addLogits(String name, LayerVertex vertex, List<String> inputs) {
    BaseOutputLayer layer = (BaseOutputLayer) vertex.getLayerConf().getLayer();
    String input = addPreprocessor(name, vertex, inputs.get(0));
    String logits = name + "/logits";
    try {
      String before = addDropout(name, layer, input);
      return nodes.add(logits, name, dense(name, layer, layer.hasBias()), List.of(before));
    } catch (UnknownException e) {
      return nodes.add(logits, name, new Operation.Unknown(e.getMessage()), List.of(input));
    }
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

  /** DL4J passes over the dropout of other layers. */
  private static boolean dropsInput(Layer layer) {
    return layer instanceof DropoutLayer
        || layer instanceof DenseLayer
        || layer instanceof ConvolutionLayer
        || layer instanceof SubsamplingLayer;
  }

  private String addDropout(String name, Layer layer, String input) throws UnknownException {
    if (layer.getIDropout() == null) {
      return input;
    }
    if (!(layer.getIDropout() instanceof org.deeplearning4j.nn.conf.dropout.Dropout dropout)
        || dropout.getPSchedule() != null) {
      throw new UnknownException(
          "has the dropout " + layer.getIDropout().getClass().getSimpleName());
    }
    return nodes.add(
        name + "/dropout", name, new Operation.Dropout(dropout.getP()), List.of(input));
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
      return convolution(name, (ConvolutionLayer) layer);
    }
    if (layer instanceof DepthwiseConvolution2D depthwise) {
      return List.of(depthwise(name, depthwise));
    }
    if (layer instanceof SeparableConvolution2D separable) {
      return separable(name, separable);
    }
    if (type == SubsamplingLayer.class) {
      return List.of(pooling((SubsamplingLayer) layer));
    }
    if (layer instanceof GlobalPoolingLayer pooling) {
      return List.of(globalPooling(pooling, ofSeries));
    }
    return List.of(
        ResizingReader.read(layer)
            .orElseThrow(() -> new UnknownException("is of the type " + type.getSimpleName())));
  }

  private Operation dense(String name, FeedForwardLayer layer, boolean bias) {
    return new Operation.Dense(
        parameters.rowMajor(name, "W", layer.getNOut(), layer.getNIn()),
        bias ? parameters.rowMajor(name, "b", layer.getNOut()) : null);
  }

  private List<Operation> convolution(String name, ConvolutionLayer layer) throws UnknownException {
    requireChannelsFirst(layer.getCnn2dDataFormat());
    boolean oneD = layer instanceof Convolution1DLayer;
    if (oneD && ((Convolution1DLayer) layer).getRnnDataFormat() != RNNFormat.NCW) {
      throw new UnknownException(CHANNELS_LAST);
    }
    long[] size = both(layer.getKernelSize(), oneD, 1);
    long[] stride = both(layer.getStride(), oneD, 1);
    long[] dilation = both(layer.getDilation(), oneD, 1);
    boolean causal = layer.getConvolutionMode() == ConvolutionMode.Causal;
    KernelParameters kernel =
        causal
            ? new KernelParameters(size, stride, dilation, new long[2])
            : kernel(
                layer.getConvolutionMode(),
                size,
                stride,
                dilation,
                both(layer.getPadding(), oneD, 0));
    long[] shape = {layer.getNOut(), layer.getNIn(), size[0], size[1]};
    Operation convolution =
        new Operation.Convolution(
            kernel,
            // DL4J reads the memory of a one-dimensional convolution's weights in reverse order.
            oneD ? parameters.columnMajor(name, "W", shape) : parameters.rowMajor(name, "W", shape),
            layer.hasBias() ? parameters.rowMajor(name, "b", layer.getNOut()) : null);
    // So that no step sees a later one (van den Oord et al. 2016).
    Margins past = new Margins((size[0] - 1) * dilation[0], 0, 0, 0);
    return causal ? List.of(new Operation.ZeroPadding(past), convolution) : List.of(convolution);
  }

  /** One group a channel; DL4J keeps {@code [kernel height, kernel width, channels, filters]}. */
  private Operation depthwise(String name, DepthwiseConvolution2D layer) throws UnknownException {
    KernelParameters kernel = imageKernel(layer);
    long channels = layer.getNIn();
    long filters = layer.getDepthMultiplier();
    long[] size = kernel.kernel();
    return new Operation.GroupedConvolution(
        kernel,
        parameters.rowMajor(name, "W", size[0], size[1], channels, filters),
        new long[] {channels, filters, 1, size[0], size[1]},
        new long[] {filters, 1, 1, size[1] * channels * filters, channels * filters},
        layer.hasBias() ? parameters.rowMajor(name, "b", channels * filters) : null);
  }

  /**
   * First one group a channel, then all channels of each pixel; DL4J keeps {@code [filters,
   * channels, kernel height, kernel width]} of the groups.
   */
  private List<Operation> separable(String name, SeparableConvolution2D layer)
      throws UnknownException {
    KernelParameters kernel = imageKernel(layer);
    long channels = layer.getNIn();
    long filters = layer.getDepthMultiplier();
    long[] size = kernel.kernel();
    long area = size[0] * size[1];
    long[] one = {1, 1};
    return List.of(
        new Operation.GroupedConvolution(
            kernel,
            parameters.rowMajor(name, "W", filters, channels, size[0], size[1]),
            new long[] {channels, filters, 1, size[0], size[1]},
            new long[] {area, channels * area, area, size[1], 1},
            null),
        new Operation.Convolution(
            new KernelParameters(one, one, one, new long[2]),
            parameters.rowMajor(name, "pW", layer.getNOut(), channels * filters, 1, 1),
            layer.hasBias() ? parameters.rowMajor(name, "b", layer.getNOut()) : null));
  }

  private static KernelParameters imageKernel(ConvolutionLayer layer) throws UnknownException {
    requireChannelsFirst(layer.getCnn2dDataFormat());
    boolean alike =
        layer.getBiasUpdater() == null || layer.getBiasUpdater().equals(layer.getIUpdater());
    if (layer.hasBias() && (!alike || !layer.getRegularization().isEmpty())) {
      // DL4J keeps the bias in front, and takes a part of the one array for a part of the other.
      throw new UnknownException("has a penalty, or an updater of its own for the bias");
    }
    return kernel(
        layer.getConvolutionMode(),
        both(layer.getKernelSize(), false, 1),
        both(layer.getStride(), false, 1),
        both(layer.getDilation(), false, 1),
        both(layer.getPadding(), false, 0));
  }

  private static void requireChannelsFirst(CNN2DFormat format) throws UnknownException {
    if (format != CNN2DFormat.NCHW) {
      throw new UnknownException(CHANNELS_LAST);
    }
  }

  /** A series is an image of width 1. */
  private static long[] both(int[] sizes, boolean oneDimensional, long width) {
    long[] both = Arrays.stream(sizes).asLongStream().toArray();
    return oneDimensional ? new long[] {both[0], width} : both;
  }

  private static KernelParameters kernel(
      ConvolutionMode mode, long[] kernel, long[] stride, long[] dilation, long[] padding)
      throws UnknownException {
    return switch (mode) {
      case Same -> new KernelParameters(kernel, stride, dilation, null);
      case Truncate, Strict -> new KernelParameters(kernel, stride, dilation, padding);
      default -> throw new UnknownException("has the convolution mode " + mode);
    };
  }

  private List<Operation> batchNorm(String name, BatchNormalization norm) throws UnknownException {
    if (!norm.isMinibatch() || norm.getIDropout() != null) {
      throw new UnknownException("is not of mini-batches, or has dropout of its own");
    }
    requireChannelsFirst(norm.getCnn2DFormat());
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

  private static Operation pooling(SubsamplingLayer layer) throws UnknownException {
    requireChannelsFirst(layer.getCnn2dDataFormat());
    return new Operation.Pooling(
        layer.getPoolingType(),
        kernel(
            layer.getConvolutionMode(),
            both(layer.getKernelSize(), false, 1),
            both(layer.getStride(), false, 1),
            both(layer.getDilation(), false, 1),
            both(layer.getPadding(), false, 0)),
        layer.isAvgPoolIncludePadInDivisor());
  }

  private static Operation globalPooling(GlobalPoolingLayer layer, boolean ofSeries)
      throws UnknownException {
    int[] dimensions = layer.getPoolingDimensions();
    boolean whole = dimensions == null || Arrays.equals(dimensions, ofSeries ? STEPS : PIXELS);
    if (!layer.isCollapseDimensions() || !whole) {
      throw new UnknownException("pools over other dimensions than all of them");
    }
    return new Operation.GlobalPooling(layer.getPoolingType());
  }
}
