package org.dl4jlab.interchange.keras.writer;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.layers.Convolution1DLayer;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.Deconvolution2D;
import org.deeplearning4j.nn.conf.layers.DepthwiseConvolution2D;
import org.deeplearning4j.nn.conf.layers.SeparableConvolution2D;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Convolutions; weights become {@code [kernel height, kernel width, channels, filters]}. */
final class ConvolutionWriters {

  private ConvolutionWriters() {}

  static void convolution2d(ConvolutionLayer layer, LayerScope scope) throws RefusedException {
    requireChannelsFirst(layer.getCnn2dDataFormat());
    INDArray kernel = scope.array("W").permute(2, 3, 1, 0);
    write("Conv2D", layer, 2, filters(layer), scope, kernel);
  }

  static void convolution1d(Convolution1DLayer layer, LayerScope scope) throws RefusedException {
    requireStepsLast(layer);
    INDArray weights = scope.array("W");
    INDArray kernel =
        weights.reshape(weights.size(0), weights.size(1), weights.size(2)).permute(2, 1, 0);
    write("Conv1D", layer, 1, filters(layer), scope, kernel);
  }

  private static void requireStepsLast(Convolution1DLayer layer) throws RefusedException {
    if (layer.getRnnDataFormat() != RNNFormat.NCW) {
      throw new RefusedException("has channels last");
    }
  }

  static void depthwise(DepthwiseConvolution2D layer, LayerScope scope) throws RefusedException {
    requireChannelsFirst(layer.getCnn2dDataFormat());
    Consumer<ObjectNode> multiplier =
        config -> config.put("depth_multiplier", layer.getDepthMultiplier());
    write("DepthwiseConv2D", layer, 2, multiplier, scope, scope.table("W"));
  }

  static void separable(SeparableConvolution2D layer, LayerScope scope) throws RefusedException {
    requireChannelsFirst(layer.getCnn2dDataFormat());
    Consumer<ObjectNode> sizes =
        filters(layer)
            .andThen(config -> config.put("depth_multiplier", layer.getDepthMultiplier()));
    write(
        "SeparableConv2D",
        layer,
        2,
        sizes,
        scope,
        // DL4J keeps [multiplier, channels, height, width].
        scope.table("W").permute(2, 3, 1, 0),
        scope.table("pW").permute(2, 3, 1, 0));
  }

  /** DL4J keeps {@code [channels, filters, kernel height, kernel width]}. */
  static void transposed(Deconvolution2D layer, LayerScope scope) throws RefusedException {
    requireChannelsFirst(layer.getCnn2dDataFormat());
    boolean same = layer.getConvolutionMode() == ConvolutionMode.Same;
    if (!same && Arrays.stream(layer.getPadding()).anyMatch(margin -> margin > 0)) {
      throw new RefusedException("is a transposed convolution with a padding of its own");
    }
    write("Conv2DTranspose", layer, 2, filters(layer), scope, scope.table("W").permute(2, 3, 1, 0));
  }

  private static Consumer<ObjectNode> filters(ConvolutionLayer layer) {
    return config -> config.put("filters", layer.getNOut());
  }

  private static void write(
      String type,
      ConvolutionLayer layer,
      int dimensions,
      Consumer<ObjectNode> sizes,
      LayerScope scope,
      INDArray... kernels)
      throws RefusedException {
    DenseWriters.requireKnown(layer.getActivationFn());
    DenseWriters.requireOverChannels(layer.getActivationFn(), scope);
    String padding = padding(layer.getConvolutionMode());
    long[] margins = first(layer.getPadding(), dimensions);
    if (padding.equals("valid") && Arrays.stream(margins).anyMatch(margin -> margin > 0)) {
      ResizingWriters.addMargins(margins, scope);
    }
    List<INDArray> variables = new ArrayList<>(List.of(kernels));
    if (layer.hasBias()) {
      variables.add(scope.bias());
    }
    scope.add(
        type,
        sizes
            .andThen(LayerScope.list("kernel_size", first(layer.getKernelSize(), dimensions)))
            .andThen(LayerScope.list("strides", first(layer.getStride(), dimensions)))
            .andThen(LayerScope.list("dilation_rate", first(layer.getDilation(), dimensions)))
            .andThen(
                config ->
                    config
                        .put("padding", padding)
                        .put("activation", scope.named(layer.getActivationFn()))
                        .put("use_bias", layer.hasBias())),
        scope.outputSample(),
        variables.toArray(INDArray[]::new));
    scope.addActivation(layer.getActivationFn());
  }

  static long[] first(int[] sizes, int dimensions) {
    return Arrays.stream(sizes).limit(dimensions).asLongStream().toArray();
  }

  /** Keras' word for how a kernel treats the border. */
  static String padding(ConvolutionMode mode) {
    return switch (mode) {
      case Same -> "same";
      case Causal -> "causal";
      default -> "valid";
    };
  }

  static void requireChannelsFirst(CNN2DFormat format) throws RefusedException {
    if (format != CNN2DFormat.NCHW) {
      throw new RefusedException("has channels last");
    }
  }
}
