package org.dl4jlab.onednn.network;

import static org.bytedeco.dnnl.global.dnnl.dnnl_pooling_avg_exclude_padding;
import static org.bytedeco.dnnl.global.dnnl.dnnl_pooling_avg_include_padding;
import static org.bytedeco.dnnl.global.dnnl.dnnl_pooling_max;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
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
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.conf.preprocessor.CnnToFeedForwardPreProcessor;
import org.deeplearning4j.nn.conf.preprocessor.RnnToFeedForwardPreProcessor;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dl4jlab.onednn.layer.Activation;
import org.dl4jlab.onednn.layer.BatchNorm;
import org.dl4jlab.onednn.layer.Convolution;
import org.dl4jlab.onednn.layer.Dense;
import org.dl4jlab.onednn.layer.Dropout;
import org.dl4jlab.onednn.layer.DropoutRandom;
import org.dl4jlab.onednn.layer.Flatten;
import org.dl4jlab.onednn.layer.GlobalPooling;
import org.dl4jlab.onednn.layer.KernelParameters;
import org.dl4jlab.onednn.layer.OneDnnLayer;
import org.dl4jlab.onednn.layer.Pooling;
import org.dl4jlab.onednn.layer.Softmax;
import org.dl4jlab.onednn.loss.Loss;
import org.dl4jlab.onednn.parameters.Statistics;
import org.dl4jlab.onednn.primitive.Eltwise;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationELU;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.activations.impl.ActivationLReLU;
import org.nd4j.linalg.activations.impl.ActivationReLU;
import org.nd4j.linalg.activations.impl.ActivationSigmoid;
import org.nd4j.linalg.activations.impl.ActivationSoftmax;
import org.nd4j.linalg.activations.impl.ActivationTanH;
import org.nd4j.linalg.lossfunctions.ILossFunction;
import org.nd4j.linalg.lossfunctions.impl.LossMixtureDensity;
import org.nd4j.linalg.lossfunctions.impl.LossSparseMCXENT;

/** Reads a {@link ComputationGraph} as a chain of layers, or says what of it is not supported. */
public final class Translation {

  /** The dimensions of {@code [batch, channels, steps]} and of images that are pooled. */
  private static final int[] STEPS = {2};

  private static final int[] PIXELS = {2, 3};

  private final ComputationGraph graph;
  private final ParameterReader parameters;
  private final List<OneDnnLayer> layers = new ArrayList<>();
  private final DropoutRandom random = new DropoutRandom();
  private boolean series;

  private Translation(ComputationGraph graph) {
    this.graph = graph;
    this.parameters = new ParameterReader(graph);
  }

  /** Why the graph cannot be executed, naming the vertex; empty when it can. */
  public static Optional<String> unsupported(ComputationGraph graph) {
    try {
      new Translation(graph).translate();
      return Optional.empty();
    } catch (UnsupportedLayerException e) {
      return Optional.of(e.getMessage());
    }
  }

  /**
   * @throws IllegalArgumentException with the reason, when the graph is not supported
   */
  public static Network of(ComputationGraph graph) {
    try {
      return new Translation(graph).translate();
    } catch (UnsupportedLayerException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  private Network translate() throws UnsupportedLayerException {
    List<String> chain = GraphChain.of(graph);
    for (int i = 0; i < chain.size() - 1; i++) {
      LayerVertex vertex = GraphChain.layer(graph, chain.get(i));
      Layer layer = vertex.getLayerConf().getLayer();
      if (i == 0) {
        series = layer instanceof Convolution1DLayer;
      }
      addPreprocessor(vertex, chain.get(i));
      add(chain.get(i), layer);
    }
    String last = chain.get(chain.size() - 1);
    LayerVertex vertex = GraphChain.layer(graph, last);
    addPreprocessor(vertex, last);
    return end(last, vertex.getLayerConf().getLayer());
  }

  private Network end(String name, Layer layer) throws UnsupportedLayerException {
    IActivation activation;
    ILossFunction loss;
    if (layer.getClass() == OutputLayer.class) {
      BaseOutputLayer output = (BaseOutputLayer) layer;
      addInputDropout(name, layer);
      addDense(name, output, output.hasBias());
      activation = output.getActivationFn();
      loss = output.getLossFn();
    } else if (layer.getClass() == LossLayer.class) {
      activation = ((LossLayer) layer).getActivationFn();
      loss = ((LossLayer) layer).getLossFn();
    } else {
      throw new UnsupportedLayerException(
          name, "is no output or loss layer, but " + layer.getClass().getSimpleName());
    }
    if (loss instanceof LossSparseMCXENT || loss instanceof LossMixtureDensity) {
      // Their labels are not as wide as the output.
      throw new UnsupportedLayerException(name, "has the loss " + loss.getClass().getSimpleName());
    }
    OneDnnLayer function =
        activation instanceof ActivationIdentity ? null : activation(name, activation, false);
    return new Network(List.copyOf(layers), function, Loss.of(loss, activation), random);
  }

  private void addPreprocessor(LayerVertex vertex, String name) throws UnsupportedLayerException {
    InputPreProcessor before = vertex.getPreProcessor();
    boolean pooled = !layers.isEmpty() && layers.get(layers.size() - 1) instanceof GlobalPooling;
    if (before == null || before instanceof RnnToFeedForwardPreProcessor && pooled) {
      // DL4J takes a pooled series for a series still, but its preprocessor then does nothing.
      return;
    }
    if (before.getClass() != CnnToFeedForwardPreProcessor.class) {
      throw new UnsupportedLayerException(
          name, "has the preprocessor " + before.getClass().getSimpleName());
    }
    Layer layer = vertex.getLayerConf().getLayer();
    boolean dense = layer instanceof DenseLayer || layer instanceof OutputLayer;
    layers.add(new Flatten(name, dense && layer.getIDropout() == null));
  }

  private void add(String name, Layer layer) throws UnsupportedLayerException {
    if (layer instanceof DropoutLayer) {
      addInputDropout(name, layer);
    } else if (layer instanceof BatchNormalization norm) {
      addBatchNorm(name, norm);
    } else if (layer.getClass() == DenseLayer.class) {
      DenseLayer dense = (DenseLayer) layer;
      if (dense.hasLayerNorm()) {
        throw new UnsupportedLayerException(name, "has layer normalization");
      }
      addInputDropout(name, layer);
      addDense(name, dense, dense.hasBias());
      addActivation(name, dense.getActivationFn());
    } else if (layer.getClass() == ConvolutionLayer.class
        || layer.getClass() == Convolution1DLayer.class) {
      addInputDropout(name, layer);
      addConvolution(name, (ConvolutionLayer) layer);
      addActivation(name, ((ConvolutionLayer) layer).getActivationFn());
    } else if (layer.getClass() == ActivationLayer.class) {
      addActivation(name, ((ActivationLayer) layer).getActivationFn());
    } else if (layer instanceof SubsamplingLayer pooling
        && layer.getClass() == SubsamplingLayer.class) {
      addInputDropout(name, layer);
      addPooling(name, pooling);
    } else if (layer instanceof GlobalPoolingLayer pooling) {
      addGlobalPooling(name, pooling);
    } else {
      throw new UnsupportedLayerException(
          name, "is of the type " + layer.getClass().getSimpleName());
    }
  }

  private void addDense(String name, FeedForwardLayer layer, boolean bias)
      throws UnsupportedLayerException {
    long[] dims = {layer.getNOut(), layer.getNIn()};
    layers.add(
        new Dense(
            name,
            parameters.slot(name, "W", dims),
            bias ? parameters.slot(name, "b", layer.getNOut()) : null));
  }

  private void addConvolution(String name, ConvolutionLayer layer)
      throws UnsupportedLayerException {
    if (layer.getCnn2dDataFormat() != CNN2DFormat.NCHW) {
      throw new UnsupportedLayerException(name, "has channels last; channels first is supported");
    }
    if (layer instanceof Convolution1DLayer oneD && oneD.getRnnDataFormat() != RNNFormat.NCW) {
      throw new UnsupportedLayerException(name, "has channels last; channels first is supported");
    }
    boolean oneD = layer instanceof Convolution1DLayer;
    KernelParameters sliding =
        sliding(
            name,
            layer.getConvolutionMode(),
            both(layer.getKernelSize(), oneD, 1),
            both(layer.getStride(), oneD, 1),
            both(layer.getDilation(), oneD, 1),
            both(layer.getPadding(), oneD, 0));
    long[] dims = {
      layer.getNOut(), layer.getNIn(), sliding.kernel()[0], sliding.kernel()[1],
    };
    layers.add(
        new Convolution(
            name,
            sliding,
            // DL4J reads the memory of a one-dimensional convolution's weights in reverse order.
            oneD ? parameters.columnMajorSlot(name, "W", dims) : parameters.slot(name, "W", dims),
            layer.hasBias() ? parameters.slot(name, "b", layer.getNOut()) : null));
  }

  /** A series is an image of width 1. */
  private static long[] both(int[] sizes, boolean oneDimensional, long width) {
    long[] both = Arrays.stream(sizes).asLongStream().toArray();
    return oneDimensional ? new long[] {both[0], width} : both;
  }

  private static KernelParameters sliding(
      String name,
      ConvolutionMode mode,
      long[] kernel,
      long[] stride,
      long[] dilation,
      long[] padding)
      throws UnsupportedLayerException {
    return switch (mode) {
      case Same -> new KernelParameters(kernel, stride, dilation, null);
      case Truncate, Strict -> new KernelParameters(kernel, stride, dilation, padding);
      default -> throw new UnsupportedLayerException(name, "has the convolution mode " + mode);
    };
  }

  private void addBatchNorm(String name, BatchNormalization norm) throws UnsupportedLayerException {
    if (norm.isLockGammaBeta()) {
      throw new UnsupportedLayerException(name, "has a locked gamma and beta");
    }
    if (!norm.isMinibatch() || norm.getIDropout() != null) {
      throw new UnsupportedLayerException(
          name, "is not of mini-batches, or has dropout of its own");
    }
    if (norm.getCnn2DFormat() != CNN2DFormat.NCHW) {
      throw new UnsupportedLayerException(name, "has channels last; channels first is supported");
    }
    var table = graph.getLayer(name).paramTable();
    boolean logarithmic = table.containsKey("log10stdev");
    long channels = norm.getNOut();
    layers.add(
        new BatchNorm(
            name,
            parameters.slot(name, "gamma", channels),
            parameters.slot(name, "beta", channels),
            (float) norm.getEps(),
            new Statistics(
                table.get("mean"),
                table.get(logarithmic ? "log10stdev" : "var"),
                logarithmic,
                norm.getDecay())));
  }

  private void addPooling(String name, SubsamplingLayer layer) throws UnsupportedLayerException {
    if (layer.getCnn2dDataFormat() != CNN2DFormat.NCHW) {
      throw new UnsupportedLayerException(name, "has channels last; channels first is supported");
    }
    KernelParameters sliding =
        sliding(
            name,
            layer.getConvolutionMode(),
            both(layer.getKernelSize(), false, 1),
            both(layer.getStride(), false, 1),
            both(layer.getDilation(), false, 1),
            both(layer.getPadding(), false, 0));
    int mean =
        layer.isAvgPoolIncludePadInDivisor()
            ? dnnl_pooling_avg_include_padding
            : dnnl_pooling_avg_exclude_padding;
    layers.add(new Pooling(name, poolingAlgorithm(name, layer.getPoolingType(), mean), sliding));
  }

  private void addGlobalPooling(String name, GlobalPoolingLayer layer)
      throws UnsupportedLayerException {
    int[] dimensions = layer.getPoolingDimensions();
    boolean whole = dimensions == null || Arrays.equals(dimensions, series ? STEPS : PIXELS);
    if (!layer.isCollapseDimensions() || !whole) {
      throw new UnsupportedLayerException(name, "pools over other dimensions than all of them");
    }
    layers.add(
        new GlobalPooling(
            name,
            poolingAlgorithm(name, layer.getPoolingType(), dnnl_pooling_avg_include_padding)));
  }

  private static int poolingAlgorithm(String name, PoolingType type, int mean)
      throws UnsupportedLayerException {
    return switch (type) {
      case MAX -> dnnl_pooling_max;
      case AVG -> mean;
      default -> throw new UnsupportedLayerException(name, "pools by " + type);
    };
  }

  private void addInputDropout(String name, Layer layer) throws UnsupportedLayerException {
    if (layer.getIDropout() == null) {
      return;
    }
    if (!(layer.getIDropout() instanceof org.deeplearning4j.nn.conf.dropout.Dropout dropout)
        || dropout.getPSchedule() != null) {
      throw new UnsupportedLayerException(
          name, "has the dropout " + layer.getIDropout().getClass().getSimpleName());
    }
    layers.add(new Dropout(name, dropout.getP(), random));
  }

  private void addActivation(String name, IActivation activation) throws UnsupportedLayerException {
    if (!(activation instanceof ActivationIdentity)) {
      OneDnnLayer before = layers.isEmpty() ? null : layers.get(layers.size() - 1);
      boolean inputIsFree =
          before instanceof Convolution || before instanceof Dense || before instanceof BatchNorm;
      layers.add(activation(name, activation, inputIsFree));
    }
  }

  private static OneDnnLayer activation(String name, IActivation activation, boolean inPlace)
      throws UnsupportedLayerException {
    if (activation instanceof ActivationSoftmax) {
      return new Softmax(name);
    }
    return new Activation(name, function(name, activation), inPlace);
  }

  private static Eltwise function(String name, IActivation activation)
      throws UnsupportedLayerException {
    if (activation.getClass() == ActivationReLU.class) {
      return Eltwise.relu(0);
    }
    if (activation instanceof ActivationLReLU leaky && leaky.getAlpha() >= 0) {
      return Eltwise.relu((float) leaky.getAlpha());
    }
    if (activation instanceof ActivationELU elu) {
      if (elu.getAlpha() != 1) {
        throw new UnsupportedLayerException(
            name,
            "has an ELU with alpha %s; for any but 1, DL4J's own gradient is not the derivative"
                .formatted(elu.getAlpha()));
      }
      return Eltwise.elu(1);
    }
    if (activation instanceof ActivationTanH) {
      return Eltwise.tanh();
    }
    if (activation instanceof ActivationSigmoid) {
      return Eltwise.sigmoid();
    }
    throw new UnsupportedLayerException(name, "has the activation " + activation);
  }
}
