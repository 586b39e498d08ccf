package org.dl4jlab.interchange.keras;

import org.deeplearning4j.nn.conf.layers.Convolution1DLayer;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.EmbeddingSequenceLayer;

/** {@code Dense} and {@code Embedding}. */
final class DenseLayers {

  private DenseLayers() {}

  /** Of features; of a series or an image it is a convolution that sees one place at a time. */
  static Signal dense(LayerCall call) throws Unsupported {
    return dense(call, "");
  }

  /**
   * @param part the path of the layer within the one that the file tells of
   */
  static Signal dense(LayerCall call, String part) throws Unsupported {
    Signal input = call.input();
    Settings settings = call.settings();
    settings.refuse("lora_rank");
    int units = settings.size("units");
    int features = input.channels();
    if (features < 1) {
      throw new Unsupported("needs a known number of features");
    }
    boolean bias = settings.flag("use_bias", true);
    StoredArray kernel = call.weights(part, 0, 0, features, units);
    StoredArray offsets = bias ? call.weights(part, 1, 1, units) : null;
    int[] wanted = input.rank() == 1 ? call.wanted() : null;
    DenseLayer.Builder dense = features(settings, features, units, bias);
    ConvolutionLayer.Builder image = image(settings, features, units, bias);
    Convolution1DLayer.Builder series = series(settings, features, units, bias);
    String last =
        call.addActivated(
            (name, activation) -> {
              GraphPlan plan = call.plan();
              boolean learns = call.trainable();
              switch (input.rank()) {
                case 1 -> {
                  plan.addTrained(
                      name, dense.activation(activation).build(), learns, input.vertex());
                  plan.assign(name, "W", kernel, w -> w.rows(input.order()).columns(wanted));
                }
                case 2 -> {
                  plan.addTrained(
                      name, series.activation(activation).build(), learns, input.vertex());
                  plan.assignMemory(name, "W", kernel);
                }
                default -> {
                  plan.addTrained(
                      name, image.activation(activation).build(), learns, input.vertex());
                  plan.assign(name, "W", kernel, w -> w.permute(1, 0));
                }
              }
              if (bias) {
                plan.assign(name, "b", offsets, b -> b.columns(wanted));
              }
              return name;
            },
            input.rank());
    int[] shape = input.shape().clone();
    shape[shape.length - 1] = units;
    return new Signal(last, shape, wanted);
  }

  private static DenseLayer.Builder features(Settings settings, int in, int units, boolean bias)
      throws Unsupported {
    return Penalties.apply(new DenseLayer.Builder(), settings, "kernel_regularizer")
        .nIn(in)
        .nOut(units)
        .hasBias(bias);
  }

  private static Convolution1DLayer.Builder series(
      Settings settings, int in, int units, boolean bias) throws Unsupported {
    return Penalties.apply(new Convolution1DLayer.Builder(), settings, "kernel_regularizer")
        .kernelSize(1)
        .stride(1)
        .nIn(in)
        .nOut(units)
        .hasBias(bias);
  }

  private static ConvolutionLayer.Builder image(Settings settings, int in, int units, boolean bias)
      throws Unsupported {
    return Penalties.apply(new ConvolutionLayer.Builder(1, 1), settings, "kernel_regularizer")
        .nIn(in)
        .nOut(units)
        .hasBias(bias);
  }

  /** Of whole numbers, {@code [steps]}. */
  static Signal embedding(LayerCall call) throws Unsupported {
    Signal input = call.input();
    Settings settings = call.settings();
    boolean hides = settings.flag("mask_zero", false) && Masks.isHeeded(call);
    settings.refuse("lora_rank");
    if (input.rank() != 1) {
      throw new Unsupported("needs a row of numbers and is given %s", input.shapeText());
    }
    int words = settings.size("input_dim");
    int size = settings.size("output_dim");
    StoredArray vectors = call.weights(0, words, size);
    int steps = input.channels();
    if (call.plan().leavesOut(input.vertex())) {
      Tensor all = vectors.read();
      call.plan().leaveOut(hides ? Masks.withoutFirst(all) : all);
      return Signal.of(input.vertex(), steps, size).hiding(hides ? 0.0 : null);
    }
    EmbeddingSequenceLayer layer =
        Penalties.apply(new EmbeddingSequenceLayer.Builder(), settings, "embeddings_regularizer")
            .nIn(words)
            .nOut(size)
            .hasBias(false)
            .inferInputLength(true)
            .inputLength(Math.max(1, steps))
            .build();
    call.plan().addTrained(call.name(), layer, call.trainable(), input.vertex());
    call.plan().assign(call.name(), "W", vectors, w -> hides ? Masks.withoutFirst(w) : w);
    return Signal.of(call.name(), steps, size).hiding(hides ? 0.0 : null);
  }
}
