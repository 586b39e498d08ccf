package org.dl4jlab.interchange.keras.writer;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationELU;
import org.nd4j.linalg.activations.impl.ActivationHardTanH;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.activations.impl.ActivationLReLU;
import org.nd4j.linalg.activations.impl.ActivationMish;
import org.nd4j.linalg.activations.impl.ActivationReLU;
import org.nd4j.linalg.activations.impl.ActivationReLU6;
import org.nd4j.linalg.activations.impl.ActivationSELU;
import org.nd4j.linalg.activations.impl.ActivationSigmoid;
import org.nd4j.linalg.activations.impl.ActivationSoftPlus;
import org.nd4j.linalg.activations.impl.ActivationSoftSign;
import org.nd4j.linalg.activations.impl.ActivationSoftmax;
import org.nd4j.linalg.activations.impl.ActivationSwish;
import org.nd4j.linalg.activations.impl.ActivationTanH;
import org.nd4j.linalg.activations.impl.ActivationThresholdedReLU;

/**
 * Activations by Keras' names, or as layers. DL4J's hard sigmoid and GELU are other functions than
 * Keras', so that they have no name here.
 */
final class KerasActivations {

  static final String LINEAR = "linear";

  private static final Map<Class<?>, String> NAMES =
      Map.ofEntries(
          Map.entry(ActivationIdentity.class, LINEAR),
          Map.entry(ActivationSoftmax.class, "softmax"),
          Map.entry(ActivationSigmoid.class, "sigmoid"),
          Map.entry(ActivationTanH.class, "tanh"),
          Map.entry(ActivationSELU.class, "selu"),
          Map.entry(ActivationSoftPlus.class, "softplus"),
          Map.entry(ActivationSoftSign.class, "softsign"),
          Map.entry(ActivationSwish.class, "silu"),
          Map.entry(ActivationReLU6.class, "relu6"),
          Map.entry(ActivationMish.class, "mish"),
          Map.entry(ActivationHardTanH.class, "hard_tanh"));

  /**
   * An activation as a layer.
   *
   * @param settings its hyperparameters
   */
  record AsLayer(String type, Consumer<ObjectNode> settings) {}

  private KerasActivations() {}

  /** Whether Keras has the function at all. */
  static boolean has(IActivation activation) {
    return name(activation).isPresent() || layer(activation).isPresent();
  }

  /** The name of a function that has no arguments. */
  static Optional<String> name(IActivation activation) {
    if (activation instanceof ActivationReLU relu) {
      return isPlain(relu) ? Optional.of("relu") : Optional.empty();
    }
    if (activation instanceof ActivationELU elu) {
      return elu.getAlpha() == 1 ? Optional.of("elu") : Optional.empty();
    }
    return Optional.ofNullable(NAMES.get(activation.getClass()));
  }

  private static boolean isPlain(ActivationReLU relu) {
    return relu.equals(new ActivationReLU());
  }

  /** The function as a layer; empty for none, and where Keras does not have it. */
  static Optional<AsLayer> layer(IActivation activation) {
    if (activation instanceof ActivationIdentity) {
      return Optional.empty();
    }
    if (activation instanceof ActivationLReLU leaky) {
      return Optional.of(leaky.getAlpha())
          .filter(slope -> slope >= 0)
          .map(slope -> new AsLayer("LeakyReLU", config -> config.put("negative_slope", slope)));
    }
    if (activation instanceof ActivationELU elu && elu.getAlpha() != 1) {
      return Optional.of(new AsLayer("ELU", config -> config.put("alpha", elu.getAlpha())));
    }
    if (activation instanceof ActivationThresholdedReLU thresholded) {
      return Optional.of(thresholded.getTheta())
          .filter(threshold -> threshold >= 0)
          .map(threshold -> new AsLayer("ReLU", config -> config.put("threshold", threshold)));
    }
    if (activation instanceof ActivationReLU relu && !isPlain(relu)) {
      return relu(relu);
    }
    return name(activation)
        .map(name -> new AsLayer("Activation", config -> config.put("activation", name)));
  }

  /**
   * Below the threshold both give {@code slope * (x - threshold)}. Keras wants nothing negative.
   */
  private static Optional<AsLayer> relu(ActivationReLU relu) {
    if (Stream.of(relu.getMax(), relu.getNegativeSlope(), relu.getThreshold())
        .anyMatch(value -> orZero(value) < 0)) {
      return Optional.empty();
    }
    return Optional.of(
        new AsLayer(
            "ReLU",
            config -> {
              config.put("max_value", relu.getMax());
              config.put("negative_slope", orZero(relu.getNegativeSlope()));
              config.put("threshold", orZero(relu.getThreshold()));
            }));
  }

  private static double orZero(Double value) {
    return value == null ? 0 : value;
  }
}
