package org.dl4jlab.interchange.keras;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationELU;
import org.nd4j.linalg.activations.impl.ActivationHardSigmoid;
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

/**
 * Keras' activations by name, <a href="https://keras.io/api/layers/activations/">keras.io</a>, as
 * DL4J's of the same formula.
 */
final class Activations {

  /** {@code leaky_relu}'s slope as a name; as a layer it has its own default. */
  private static final double LEAKY_SLOPE = 0.2;

  private static final Map<String, Supplier<IActivation>> KNOWN =
      Map.ofEntries(
          Map.entry("linear", ActivationIdentity::new),
          Map.entry("relu", ActivationReLU::new),
          Map.entry("relu6", ActivationReLU6::new),
          Map.entry("leaky_relu", () -> new ActivationLReLU(LEAKY_SLOPE)),
          Map.entry("elu", () -> new ActivationELU(1)),
          Map.entry("selu", ActivationSELU::new),
          Map.entry("sigmoid", ActivationSigmoid::new),
          Map.entry("tanh", ActivationTanH::new),
          Map.entry("hard_tanh", ActivationHardTanH::new),
          Map.entry("softmax", ActivationSoftmax::new),
          Map.entry("softplus", ActivationSoftPlus::new),
          Map.entry("softsign", ActivationSoftSign::new),
          Map.entry("silu", ActivationSwish::new),
          Map.entry("swish", ActivationSwish::new),
          Map.entry("mish", ActivationMish::new));

  private Activations() {}

  static boolean isIdentity(IActivation activation) {
    return activation instanceof ActivationIdentity;
  }

  /** The name under {@code activation}, or that of a function that Keras wrote as an object. */
  static String name(JsonNode config, String key) {
    JsonNode value = Json.get(config, key);
    if (value.isMissingNode()) {
      return "linear";
    }
    if (value.isTextual()) {
      return value.asText();
    }
    return value.path("config").isTextual()
        ? value.path("config").asText()
        : value.path("class_name").asText("(none)");
  }

  /**
   * @param keras2 whether a file of Keras 2 means the name, whose {@code hard_sigmoid} is another
   */
  static IActivation of(String name, boolean keras2) throws Unsupported {
    if (name.equals("hard_sigmoid") && keras2) {
      return new ActivationHardSigmoid();
    }
    if (name.equals("gelu")) {
      throw new Unsupported(
          "has the activation gelu, of which Deeplearning4j has approximations only");
    }
    return Optional.ofNullable(KNOWN.get(name))
        .orElseThrow(
            () ->
                new Unsupported("has the activation %s, which Deeplearning4j does not have", name))
        .get();
  }
}
