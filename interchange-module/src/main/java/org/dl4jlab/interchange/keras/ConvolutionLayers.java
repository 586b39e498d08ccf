package org.dl4jlab.interchange.keras;

import java.util.Arrays;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.layers.Convolution1DLayer;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.Deconvolution2D;
import org.deeplearning4j.nn.conf.layers.DepthwiseConvolution2D;
import org.deeplearning4j.nn.conf.layers.SeparableConvolution2D;

/** Convolutions. Keras keeps kernels as {@code [height, width, channels, filters]}. */
final class ConvolutionLayers {

  private ConvolutionLayers() {}

  static Signal series(LayerCall call) throws Unsupported {
    Signal input = call.series();
    Settings settings = call.settings();
    Sliding sliding = Sliding.ofConvolution(settings, 1);
    requireOneGroup(settings);
    int filters = settings.size("filters");
    StoredArray kernel = call.weights(0, sliding.kernel()[0], input.channels(), filters);
    Convolution1DLayer.Builder builder =
        Penalties.apply(new Convolution1DLayer.Builder(), settings, "kernel_regularizer")
            .kernelSize(sliding.kernel()[0])
            .stride(sliding.stride()[0])
            .dilation(sliding.dilation()[0])
            .convolutionMode(sliding.mode())
            .nIn(input.channels())
            .nOut(filters)
            .hasBias(hasBias(call));
    StoredArray bias = bias(call, 1, filters);
    String last =
        call.addActivated(
            (name, activation) -> {
              add(call, name, builder.activation(activation).build(), bias, input);
              // DL4J reads this array's memory in the order in which Keras writes it.
              call.plan().assignMemory(name, "W", kernel);
              return name;
            },
            2);
    return Signal.of(last, sliding.output(input, filters));
  }

  static Signal image(LayerCall call) throws Unsupported {
    Signal input = call.image();
    Settings settings = call.settings();
    Sliding sliding = Sliding.ofConvolution(settings, 2);
    int filters = settings.size("filters");
    int[] size = sliding.kernel();
    int groups = settings.has("groups") ? settings.size("groups") : 1;
    if (groups > 1 && groups == input.channels() && filters % groups == 0) {
      StoredArray kernel = call.weights(0, size[0], size[1], 1, filters);
      return depthwise(call, input, sliding, kernel, "kernel_regularizer", filters / groups);
    }
    requireOneGroup(settings);
    StoredArray kernel = call.weights(0, size[0], size[1], input.channels(), filters);
    ConvolutionLayer.Builder builder =
        slide(new ConvolutionLayer.Builder(), sliding, call, "kernel_regularizer")
            .nIn(input.channels())
            .nOut(filters);
    StoredArray bias = bias(call, 1, filters);
    String last =
        call.addActivated(
            (name, activation) -> {
              add(call, name, builder.activation(activation).build(), bias, input);
              call.plan().assign(name, "W", kernel, w -> w.permute(3, 2, 0, 1));
              return name;
            },
            3);
    return Signal.of(last, sliding.output(input, filters));
  }

  static Signal depthwise(LayerCall call) throws Unsupported {
    Signal input = call.image();
    Sliding sliding = Sliding.ofConvolution(call.settings(), 2);
    int multiplier = call.settings().size("depth_multiplier");
    int[] size = sliding.kernel();
    StoredArray kernel = call.weights(0, size[0], size[1], input.channels(), multiplier);
    return depthwise(call, input, sliding, kernel, "depthwise_regularizer", multiplier);
  }

  /**
   * Each channel by itself.
   *
   * @param kernel {@code [height, width, channels, multiplier]} in memory
   */
  private static Signal depthwise(
      LayerCall call,
      Signal input,
      Sliding sliding,
      StoredArray kernel,
      String penalty,
      int multiplier)
      throws Unsupported {
    int filters = Signal.product(input.channels(), multiplier);
    DepthwiseConvolution2D.Builder builder =
        slide(new DepthwiseConvolution2D.Builder(), sliding, call, penalty)
            .depthMultiplier(multiplier)
            .nIn(input.channels())
            .nOut(filters);
    StoredArray bias = bias(call, 1, filters);
    String last =
        call.addActivated(
            (name, activation) -> {
              add(call, name, builder.activation(activation).build(), bias, input);
              call.plan().assign(name, "W", kernel, w -> w);
              return name;
            },
            3);
    return Signal.of(last, sliding.output(input, filters));
  }

  static Signal separable(LayerCall call) throws Unsupported {
    Signal input = call.image();
    Settings settings = call.settings();
    Sliding sliding = Sliding.ofConvolution(settings, 2);
    int multiplier = settings.size("depth_multiplier");
    int filters = settings.size("filters");
    int[] size = sliding.kernel();
    int middle = Signal.product(input.channels(), multiplier);
    StoredArray depthwise = call.weights(0, size[0], size[1], input.channels(), multiplier);
    StoredArray pointwise = call.weights(1, 1, 1, middle, filters);
    SeparableConvolution2D.Builder builder =
        slide(
                new SeparableConvolution2D.Builder(),
                sliding,
                call,
                "depthwise_regularizer",
                "pointwise_regularizer")
            .depthMultiplier(multiplier)
            .nIn(input.channels())
            .nOut(filters);
    StoredArray bias = bias(call, 2, filters);
    String last =
        call.addActivated(
            (name, activation) -> {
              add(call, name, builder.activation(activation).build(), bias, input);
              call.plan().assign(name, "W", depthwise, w -> w.permute(3, 2, 0, 1));
              call.plan().assign(name, "pW", pointwise, w -> w.permute(3, 2, 0, 1));
              return name;
            },
            3);
    return Signal.of(last, sliding.output(input, filters));
  }

  /** {@code Conv2DTranspose}, whose kernels are {@code [height, width, filters, channels]}. */
  static Signal transposed(LayerCall call) throws Unsupported {
    Signal input = call.image();
    Settings settings = call.settings();
    Sliding sliding = Sliding.ofConvolution(settings, 2);
    settings.refuse("output_padding");
    if (Arrays.stream(sliding.dilation()).anyMatch(rate -> rate > 1)) {
      throw new Unsupported("has a dilation");
    }
    int filters = settings.size("filters");
    int[] size = sliding.kernel();
    StoredArray kernel = call.weights(0, size[0], size[1], filters, input.channels());
    Deconvolution2D.Builder builder =
        slide(new Deconvolution2D.Builder(), sliding, call, "kernel_regularizer")
            .nIn(input.channels())
            .nOut(filters);
    StoredArray bias = bias(call, 1, filters);
    String last =
        call.addActivated(
            (name, activation) -> {
              add(call, name, builder.activation(activation).build(), bias, input);
              call.plan().assign(name, "W", kernel, w -> w.permute(3, 2, 0, 1));
              return name;
            },
            3);
    return Signal.of(last, transposedShape(sliding, input, filters));
  }

  private static int[] transposedShape(Sliding sliding, Signal input, int filters)
      throws Unsupported {
    int[] shape = {input.shape()[0], input.shape()[1], filters};
    for (int d = 0; d < 2; d++) {
      int kernel = sliding.kernel()[d];
      int stride = sliding.stride()[d];
      boolean same = sliding.mode() == ConvolutionMode.Same;
      if (kernel < stride) {
        throw new Unsupported("has strides larger than its kernel");
      }
      if (shape[d] > 0) {
        int overlap = same ? 0 : kernel - stride;
        shape[d] = Math.addExact(Signal.product(shape[d], stride), overlap);
      }
    }
    return shape;
  }

  private static void add(
      LayerCall call, String name, ConvolutionLayer layer, StoredArray bias, Signal input) {
    call.plan().addTrained(name, layer, call.trainable(), input.vertex());
    if (bias != null) {
      call.plan().assign(name, "b", bias, b -> b);
    }
  }

  private static <T extends ConvolutionLayer.BaseConvBuilder<T>> T slide(
      T builder, Sliding sliding, LayerCall call, String... penalties) throws Unsupported {
    return Penalties.apply(builder, call.settings(), penalties)
        .kernelSize(sliding.kernel())
        .stride(sliding.stride())
        .dilation(sliding.dilation())
        .convolutionMode(sliding.mode())
        .hasBias(hasBias(call));
  }

  private static boolean hasBias(LayerCall call) {
    return call.settings().flag("use_bias", true);
  }

  private static StoredArray bias(LayerCall call, int index, int filters) throws Unsupported {
    return hasBias(call) ? call.weights(index, filters) : null;
  }

  private static void requireOneGroup(Settings settings) throws Unsupported {
    if (settings.has("groups") && settings.size("groups") != 1) {
      throw new Unsupported("has its channels in groups");
    }
  }
}
