package org.dl4jlab.interchange.keras.writer;

import static org.dl4jlab.interchange.keras.writer.ConvolutionWriters.first;

import java.util.Arrays;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.Subsampling1DLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;

/** Pooling of windows, and of all there is. */
final class PoolingWriters {

  private PoolingWriters() {}

  static void pooling2d(SubsamplingLayer layer, LayerScope scope) throws RefusedException {
    ConvolutionWriters.requireChannelsFirst(layer.getCnn2dDataFormat());
    pooling(layer, 2, scope);
  }

  static void pooling1d(Subsampling1DLayer layer, LayerScope scope) throws RefusedException {
    pooling(layer, 1, scope);
  }

  private static void pooling(SubsamplingLayer layer, int dimensions, LayerScope scope)
      throws RefusedException {
    boolean same = layer.getConvolutionMode() == ConvolutionMode.Same;
    if (!same && Arrays.stream(layer.getPadding()).anyMatch(margin -> margin > 0)) {
      throw new RefusedException("pools over a padding of its own");
    }
    if (Arrays.stream(layer.getDilation()).anyMatch(dilation -> dilation != 1)) {
      throw new RefusedException("pools with dilation");
    }
    boolean mean = isMean(layer.getPoolingType());
    if (same && mean && layer.isAvgPoolIncludePadInDivisor()) {
      throw new RefusedException("counts the padding in its means");
    }
    String padding = ConvolutionWriters.padding(layer.getConvolutionMode());
    scope.add(
        "%sPooling%dD".formatted(mean ? "Average" : "Max", dimensions),
        LayerScope.list("pool_size", first(layer.getKernelSize(), dimensions))
            .andThen(LayerScope.list("strides", first(layer.getStride(), dimensions)))
            .andThen(config -> config.put("padding", padding)),
        scope.outputSample());
  }

  private static boolean isMean(PoolingType type) throws RefusedException {
    if (type != PoolingType.MAX && type != PoolingType.AVG) {
      throw new RefusedException("pools by " + type);
    }
    return type == PoolingType.AVG;
  }

  static void global(GlobalPoolingLayer layer, LayerScope scope) throws RefusedException {
    KerasTensor input = scope.current();
    int[] dimensions = layer.getPoolingDimensions();
    int[] all = input.isImage() ? new int[] {2, 3} : new int[] {2};
    if (!layer.isCollapseDimensions() || dimensions != null && !Arrays.equals(dimensions, all)) {
      throw new RefusedException("pools over other dimensions than all of them");
    }
    String type =
        "Global%sPooling%dD"
            .formatted(isMean(layer.getPoolingType()) ? "Average" : "Max", all.length);
    scope.add(type, config -> {}, new long[] {input.channels()});
  }
}
