package org.dl4jlab.interchange.keras;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.misc.FrozenLayerWithBackprop;
import org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional;
import org.deeplearning4j.nn.conf.layers.wrapper.BaseWrapperLayer;
import org.nd4j.linalg.learning.regularization.Regularization;
import org.nd4j.linalg.learning.regularization.WeightDecay;

/** Keras' regularizers. Keras adds {@code l2 * w²} to the loss, DL4J {@code l2 / 2 * w²}. */
final class Penalties {

  private static final Set<String> KNOWN = Set.of("L1", "L2", "L1L2");

  private Penalties() {}

  /**
   * Gives a layer what Keras' has.
   *
   * @param kernels names of the settings for the weights, all of which have to be the same
   */
  static <T extends BaseLayer.Builder<T>> T apply(T builder, Settings settings, String... kernels)
      throws Unsupported {
    settings.refuse(
        "kernel_constraint",
        "depthwise_constraint",
        "pointwise_constraint",
        "recurrent_constraint",
        "embeddings_constraint",
        "alpha_constraint",
        "bias_constraint",
        "activity_regularizer",
        "quantization_config");
    JsonNode first = Json.get(settings.config(), kernels[0]);
    for (String kernel : kernels) {
      if (!Json.get(settings.config(), kernel).equals(first)) {
        throw new Unsupported("has %s other than %s", kernel, kernels[0]);
      }
    }
    builder.l1(factor(first, "l1", "L1")).l2(2 * factor(first, "l2", "L2"));
    JsonNode bias = Json.get(settings.config(), "bias_regularizer");
    return builder.l1Bias(factor(bias, "l1", "L1")).l2Bias(2 * factor(bias, "l2", "L2"));
  }

  /**
   * Lets all arrays of a layer shrink at each step by a part of themselves, times the learning
   * rate.
   */
  static void decay(Layer layer, double part) {
    if (layer instanceof Bidirectional both) {
      decay(both.getFwd(), part);
      decay(both.getBwd(), part);
    } else if (layer instanceof BaseWrapperLayer wrapper
        && !(layer instanceof FrozenLayerWithBackprop)) {
      decay(wrapper.getUnderlying(), part);
    } else if (layer instanceof BaseLayer base) {
      base.setRegularization(with(base.getRegularization(), part));
      base.setRegularizationBias(with(base.getRegularizationBias(), part));
    }
  }

  private static List<Regularization> with(List<Regularization> others, double part) {
    List<Regularization> all = new ArrayList<>(others);
    all.add(new WeightDecay(part, true));
    return all;
  }

  private static double factor(JsonNode regularizer, String name, String only) throws Unsupported {
    if (regularizer.isMissingNode()) {
      return 0;
    }
    String className = regularizer.path("class_name").asText("(none)");
    if (!KNOWN.contains(className)) {
      throw new Unsupported("has the penalty %s; L1 and L2 can be imported", className);
    }
    boolean has = className.equals(only) || className.equals("L1L2");
    return has ? new Settings(regularizer.path("config")).number(name, 0.01) : 0;
  }
}
