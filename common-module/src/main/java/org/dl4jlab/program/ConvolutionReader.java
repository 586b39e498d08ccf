package org.dl4jlab.program;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.layers.Convolution1DLayer;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DepthwiseConvolution2D;
import org.deeplearning4j.nn.conf.layers.SeparableConvolution2D;

/** Reads DL4J's convolutions, and how a kernel slides. */
final class ConvolutionReader {

  static final String CHANNELS_LAST = "has channels last; channels first is supported";

  private final ParameterReader parameters;

  ConvolutionReader(ParameterReader parameters) {
    this.parameters = parameters;
  }

  /** Of images or series. */
  List<Operation> plain(String name, ConvolutionLayer layer) throws UnknownException {
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
  List<Operation> depthwise(String name, DepthwiseConvolution2D layer) throws UnknownException {
    KernelParameters kernel = imageKernel(layer);
    long channels = layer.getNIn();
    long filters = layer.getDepthMultiplier();
    long[] size = kernel.kernel();
    return trainable(
        layer,
        new Operation.GroupedConvolution(
            kernel,
            parameters.rowMajor(name, "W", size[0], size[1], channels, filters),
            new long[] {channels, filters, 1, size[0], size[1]},
            new long[] {filters, 1, 1, size[1] * channels * filters, channels * filters},
            layer.hasBias() ? parameters.rowMajor(name, "b", channels * filters) : null));
  }

  /**
   * First one group a channel, then all channels of each pixel; DL4J keeps {@code [filters,
   * channels, kernel height, kernel width]} of the groups.
   */
  List<Operation> separable(String name, SeparableConvolution2D layer) throws UnknownException {
    KernelParameters kernel = imageKernel(layer);
    long channels = layer.getNIn();
    long filters = layer.getDepthMultiplier();
    long[] size = kernel.kernel();
    long area = size[0] * size[1];
    long[] one = {1, 1};
    return trainable(
        layer,
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
    return kernel(
        layer.getConvolutionMode(),
        layer.getKernelSize(),
        layer.getStride(),
        layer.getDilation(),
        layer.getPadding());
  }

  /** Behind what keeps them from being trained, if there is anything. */
  private static List<Operation> trainable(ConvolutionLayer layer, Operation... operations) {
    List<Operation> all = new ArrayList<>(List.of(operations));
    boolean alike =
        layer.getBiasUpdater() == null || layer.getBiasUpdater().equals(layer.getIUpdater());
    boolean penalized =
        !layer.getRegularization().isEmpty() || !layer.getRegularizationBias().isEmpty();
    if (layer.hasBias() && (!alike || penalized)) {
      // DL4J keeps the bias in front, and takes a part of the one array for a part of the other.
      all.add(0, new Operation.Untrainable("has a penalty, or an updater of its own for the bias"));
    }
    return all;
  }

  static void requireChannelsFirst(CNN2DFormat format) throws UnknownException {
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

  /** Over images. */
  static KernelParameters kernel(
      ConvolutionMode mode, int[] kernel, int[] stride, int[] dilation, int[] padding)
      throws UnknownException {
    return kernel(
        mode,
        both(kernel, false, 1),
        both(stride, false, 1),
        both(dilation, false, 1),
        both(padding, false, 0));
  }
}
