package org.dl4jlab.interchange.keras;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * What a model was compiled with.
 *
 * @param losses one for each output; null for each where it has none
 */
record CompileConfig(OptimizerChoice optimizer, List<LossChoice> losses) {

  /** For a model that was saved without. */
  static CompileConfig usual(int outputs) {
    List<LossChoice> none = new ArrayList<>();
    for (int i = 0; i < outputs; i++) {
      none.add(null);
    }
    return new CompileConfig(OptimizerChoice.usual(), none);
  }

  /**
   * @param node {@code compile_config} of Keras 3, or {@code training_config} of a legacy file
   * @param names of the outputs, in order
   */
  static CompileConfig read(JsonNode node, List<String> names) throws Unsupported {
    JsonNode legacy = Json.get(node, "optimizer_config");
    JsonNode optimizer = legacy.isMissingNode() ? Json.get(node, "optimizer") : legacy;
    JsonNode loss = Json.get(node, "loss");
    if (optimizer.isMissingNode() || loss.isMissingNode()) {
      return usual(names.size());
    }
    List<LossChoice> losses = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      JsonNode own = ofOutput(loss, i, names.get(i));
      JsonNode weight = ofOutput(Json.get(node, "loss_weights"), i, names.get(i));
      losses.add(own.isMissingNode() ? null : LossChoice.read(own, weight.asDouble(1)));
    }
    return new CompileConfig(OptimizerChoice.read(optimizer), losses);
  }

  /** Keras writes one for all, a list, or an object with the outputs' names. */
  private static JsonNode ofOutput(JsonNode node, int index, String name) {
    if (node.isArray()) {
      return node.path(index);
    }
    return node.isObject() && !node.has("class_name") ? Json.get(node, name) : node;
  }
}
