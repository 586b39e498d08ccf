package org.dl4jlab.interchange.keras;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * A layer as Keras writes it.
 *
 * @param name within the graph
 * @param weightPath where a .keras file keeps its weights
 * @param model the layers within, where it is a model itself; else null
 * @param calls what it is applied to, once or several times
 */
record LayerDescription(
    String name,
    String className,
    String module,
    String registeredName,
    JsonNode config,
    String weightPath,
    ModelDescription model,
    List<Call> calls) {

  /** One application of a layer. */
  record Call(List<Reference> inputs, boolean hasOtherArguments) {}

  /**
   * The result of another layer's application.
   *
   * @param shape without the batch, where the file tells; else null
   */
  record Reference(String layer, int call, int output, int[] shape) {}

  boolean isInput() {
    return className.equals("InputLayer");
  }

  boolean isNested() {
    return name.contains("/");
  }

  String label() {
    return "\"%s\" (%s)".formatted(name, className);
  }
}
