package org.dl4jlab.interchange.keras;

import org.deeplearning4j.nn.conf.ConvolutionMode;

/**
 * How a kernel or window slides over a series or an image.
 *
 * @param padding {@code same}, {@code valid} or {@code causal}
 */
record Sliding(int[] kernel, int[] stride, int[] dilation, String padding) {

  static Sliding ofConvolution(Settings settings, int dimensions) throws Unsupported {
    int[] ones = ones(dimensions);
    return new Sliding(
            settings.sizes("kernel_size", dimensions),
            settings.sizes("strides", dimensions, ones),
            settings.sizes("dilation_rate", dimensions, ones),
            settings.text("padding", "valid"))
        .checked(settings, dimensions);
  }

  static Sliding ofPooling(Settings settings, int dimensions) throws Unsupported {
    int[] window = settings.sizes("pool_size", dimensions);
    return new Sliding(
            window,
            settings.sizes("strides", dimensions, window),
            ones(dimensions),
            settings.text("padding", "valid"))
        .checked(settings, dimensions);
  }

  private static int[] ones(int dimensions) {
    return java.util.stream.IntStream.generate(() -> 1).limit(dimensions).toArray();
  }

  private Sliding checked(Settings settings, int dimensions) throws Unsupported {
    settings.require("data_format", "channels_last");
    boolean causal = padding.equals("causal") && dimensions == 1;
    if (!padding.equals("same") && !padding.equals("valid") && !causal) {
      throw new Unsupported("has the padding %s", padding);
    }
    return this;
  }

  boolean isCausal() {
    return padding.equals("causal");
  }

  ConvolutionMode mode() {
    return switch (padding) {
      case "same" -> ConvolutionMode.Same;
      case "causal" -> ConvolutionMode.Causal;
      default -> ConvolutionMode.Truncate;
    };
  }

  /** The result's shape, the channels last; -1 stays -1. */
  int[] output(Signal input, int channels) throws Unsupported {
    int[] shape = input.shape().clone();
    for (int d = 0; d < kernel.length; d++) {
      if (shape[d] > 0) {
        long seen = (long) (kernel[d] - 1) * dilation[d] + 1;
        long size =
            padding.equals("valid")
                ? Math.floorDiv(shape[d] - seen, stride[d]) + 1L
                : (shape[d] + stride[d] - 1L) / stride[d];
        if (size < 1) {
          throw new Unsupported("sees more than its input of %s has", input.shapeText());
        }
        shape[d] = (int) size;
      }
    }
    shape[kernel.length] = channels;
    return shape;
  }
}
