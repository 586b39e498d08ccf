package org.dl4jlab.interchange.keras;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * What a model was compiled with, as far as DL4J has it.
 *
 * @param optimizer the usual one where the file's cannot be had
 * @param optimizerRead whether it is the file's
 * @param losses one for each output; null for each where the file's cannot be had
 * @param notes what cannot be had, in sentences
 */
record CompileConfig(
    OptimizerChoice optimizer, boolean optimizerRead, List<LossChoice> losses, List<String> notes) {

  /** For a model whose own is not wanted, or that was saved without. */
  static CompileConfig usual(int outputs, String note) {
    return new CompileConfig(
        OptimizerChoice.usual(), false, Collections.nCopies(outputs, null), List.of(note));
  }

  /**
   * @param node {@code compile_config} of Keras 3, or {@code training_config} of a legacy file
   * @param names of the outputs, in order
   */
  static CompileConfig read(JsonNode node, List<String> names) {
    JsonNode legacy = Json.get(node, "optimizer_config");
    JsonNode optimizer = legacy.isMissingNode() ? Json.get(node, "optimizer") : legacy;
    JsonNode loss = Json.get(node, "loss");
    if (optimizer.isMissingNode() && loss.isMissingNode()) {
      return usual(
          names.size(),
          "The model says nothing of its training: it would go on with Adam and the usual loss");
    }
    List<String> notes = new ArrayList<>();
    List<LossChoice> losses = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      losses.add(loss(loss, Json.get(node, "loss_weights"), i, names.get(i), notes));
    }
    try {
      OptimizerChoice choice = OptimizerChoice.read(optimizer);
      notes.addAll(choice.notes());
      return new CompileConfig(choice, true, losses, notes);
    } catch (Unsupported e) {
      notes.add("The training would go on with Adam: the model's optimizer " + e.getMessage());
      return new CompileConfig(OptimizerChoice.usual(), false, losses, notes);
    }
  }

  private static LossChoice loss(
      JsonNode losses, JsonNode weights, int index, String name, List<String> notes) {
    JsonNode own = ofOutput(losses, index, name);
    if (own.isMissingNode() || own.isNull()) {
      return null;
    }
    try {
      return LossChoice.read(own, ofOutput(weights, index, name).asDouble(1));
    } catch (Unsupported e) {
      notes.add(unusable(name, e));
      return null;
    }
  }

  /** That an output has the usual loss in place of its own. */
  static String unusable(String output, Unsupported why) {
    return "The training would go on with the usual loss: the output \"%s\" %s"
        .formatted(output, why.getMessage());
  }

  /** Keras writes one for all, a list, or an object with the outputs' names. */
  private static JsonNode ofOutput(JsonNode node, int index, String name) {
    if (node.isArray()) {
      return node.path(index);
    }
    return node.isObject() && !node.has("class_name") ? Json.get(node, name) : node;
  }
}
