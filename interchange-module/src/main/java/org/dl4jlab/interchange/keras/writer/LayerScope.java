package org.dl4jlab.interchange.keras.writer;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.Consumer;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.dl4jlab.interchange.Weights;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.api.ndarray.INDArray;

/** One of DL4J's layers while it becomes one of Keras', or several. */
final class LayerScope {

  private final LayerList layers;
  private final Weights weights;
  private final String dl4jName;
  private final String name;
  private final boolean trainable;
  private final boolean activationApart;
  private final InputType output;
  private KerasTensor current;
  private long[] image;

  /**
   * @param dl4jName by which DL4J knows its arrays
   * @param name Keras' name of the layer that has them
   * @param activationApart whether its activation becomes a layer of its own
   * @param input what it reads
   * @param output what it gives, as DL4J has it
   */
  LayerScope(
      LayerList layers,
      Weights weights,
      String dl4jName,
      String name,
      boolean trainable,
      boolean activationApart,
      KerasTensor input,
      InputType output) {
    this.layers = layers;
    this.weights = weights;
    this.dl4jName = dl4jName;
    this.name = name;
    this.trainable = trainable;
    this.activationApart = activationApart;
    this.current = input;
    this.image = input.image();
    this.output = output;
  }

  /** Keras' name of the layer that has the arrays. */
  String name() {
    return name;
  }

  /** The hyperparameters of a layer within the layer, to be filled in. */
  ObjectNode template(String type) {
    return layers.templates().config(type);
  }

  /** What the last layer so far gives. */
  KerasTensor current() {
    return current;
  }

  /** The shape of a sample of the result, channels last. */
  long[] outputSample() {
    return Shapes.sample(output);
  }

  /** One of the layer's arrays in the shape of its description. */
  INDArray array(String array) {
    return weights.of(dl4jName, array);
  }

  /** One of the layer's arrays as DL4J shows it. */
  INDArray table(String array) {
    return weights.table(dl4jName, array);
  }

  /** The layer's biases as a vector. */
  INDArray bias() {
    INDArray bias = table("b");
    return bias.reshape(bias.length());
  }

  /** Adds the layer that has the arrays, under the DL4J layer's name. */
  void add(String type, Consumer<ObjectNode> settings, long[] sample, INDArray... variables) {
    add(type, settings, sample, LayerList.itself(name, variables));
  }

  /** Adds a layer whose arrays lie in parts of it. */
  void add(String type, Consumer<ObjectNode> settings, long[] sample, List<KerasLayer.Part> parts) {
    current =
        layers.add(
            type,
            name,
            current,
            config -> {
              if (config.has("trainable")) {
                config.put("trainable", trainable);
              }
              settings.accept(config);
            },
            sample,
            parts);
  }

  /** Adds a layer that helps, under a free name. */
  void addHelper(String type, Consumer<ObjectNode> settings, long[] sample) {
    String free = layers.free(type);
    current = layers.add(type, free, current, settings, sample, LayerList.itself(free));
  }

  /**
   * Flattens an image. Keras does it pixel by pixel, DL4J channel by channel.
   *
   * @param byPixels whether what reads it takes care of the order; otherwise the channels come
   *     first
   */
  void flatten(boolean byPixels) {
    if (byPixels) {
      image = current.sample();
    } else {
      long[] sample = current.sample();
      addHelper("Permute", list("dims", 3, 1, 2), new long[] {sample[2], sample[0], sample[1]});
    }
    addHelper("Flatten", config -> {}, new long[] {current.length()});
  }

  /** The image whose flattened form is read, pixel by pixel; null for none. */
  long[] flattened() {
    return image;
  }

  /**
   * An activation's name for the hyperparameters of the layer that it belongs to; linear where it
   * becomes a layer of its own.
   */
  String named(IActivation activation) {
    return activationApart
        ? KerasActivations.LINEAR
        : KerasActivations.name(activation).orElse(KerasActivations.LINEAR);
  }

  /** Adds the activation where it is none of the named ones. */
  void addActivation(IActivation activation) {
    if (named(activation).equals(KerasActivations.LINEAR)) {
      KerasActivations.layer(activation)
          .ifPresent(layer -> addHelper(layer.type(), layer.settings(), current.sample()));
    }
  }

  /** Numbers as a list. */
  static Consumer<ObjectNode> list(String field, long... values) {
    return config -> {
      ArrayNode list = config.putArray(field);
      for (long value : values) {
        list.add(value);
      }
    };
  }
}
