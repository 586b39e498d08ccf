package org.dl4jlab.interchange.keras.writer;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional;
import org.deeplearning4j.nn.conf.layers.wrapper.BaseWrapperLayer;
import org.nd4j.linalg.learning.regularization.L1Regularization;
import org.nd4j.linalg.learning.regularization.L2Regularization;
import org.nd4j.linalg.learning.regularization.Regularization;
import org.nd4j.linalg.learning.regularization.WeightDecay;
import org.nd4j.linalg.schedule.FixedSchedule;
import org.nd4j.linalg.schedule.ISchedule;

/** Penalties of weights. DL4J adds {@code l2 / 2 * w²} to the loss, Keras {@code l2 * w²}. */
final class Regularizers {

  private static final String SUFFIX = "_regularizer";
  private static final String OF_BIASES = "bias" + SUFFIX;
  private static final String OF_OUTPUTS = "activity" + SUFFIX;

  private Regularizers() {}

  /** Whether Keras has all of them. */
  static boolean areKnown(List<Regularization> penalties) {
    return penalties == null
        || penalties.stream()
            .allMatch(
                penalty ->
                    penalty instanceof L1Regularization l1 && isConstant(l1.getL1())
                        || penalty instanceof L2Regularization l2 && isConstant(l2.getL2())
                        || penalty instanceof WeightDecay);
  }

  static boolean isConstant(ISchedule schedule) {
    return schedule instanceof FixedSchedule;
  }

  /** Writes a layer's penalties among Keras' hyperparameters, whatever they are called there. */
  static void write(Layer layer, ObjectNode config) {
    if (layer instanceof Bidirectional both) {
      write(both.getFwd(), (ObjectNode) config.required("layer").required("config"));
      write(both.getBwd(), (ObjectNode) config.required("backward_layer").required("config"));
    } else if (layer instanceof BaseWrapperLayer wrapper) {
      write(wrapper.getUnderlying(), config);
    } else if (layer instanceof BaseLayer base && !(layer instanceof BatchNormalization)) {
      List<String> names = new ArrayList<>();
      config.fieldNames().forEachRemaining(names::add);
      for (String name : names) {
        if (name.endsWith(SUFFIX) && !name.equals(OF_OUTPUTS)) {
          write(
              name.equals(OF_BIASES) ? base.getRegularizationBias() : base.getRegularization(),
              name,
              config);
        }
      }
    }
  }

  private static void write(List<Regularization> penalties, String name, ObjectNode config) {
    double l1 = 0;
    double l2 = 0;
    for (Regularization penalty : penalties == null ? List.<Regularization>of() : penalties) {
      if (penalty instanceof L1Regularization one) {
        l1 += one.getL1().valueAt(0, 0);
      } else if (penalty instanceof L2Regularization two) {
        l2 += two.getL2().valueAt(0, 0) / 2;
      }
    }
    if (l1 == 0 && l2 == 0) {
      return;
    }
    ObjectNode factors = JsonNodeFactory.instance.objectNode();
    if (l1 != 0) {
      factors.put("l1", l1);
    }
    if (l2 != 0) {
      factors.put("l2", l2);
    }
    ObjectNode regularizer =
        JsonNodeFactory.instance
            .objectNode()
            .put("module", "keras.regularizers")
            .put("class_name", l1 == 0 ? "L2" : l2 == 0 ? "L1" : "L1L2");
    regularizer.set("config", factors);
    config.set(name, regularizer.putNull("registered_name"));
  }
}
