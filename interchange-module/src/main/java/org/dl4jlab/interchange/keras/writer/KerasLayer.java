package org.dl4jlab.interchange.keras.writer;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A layer as Keras has it.
 *
 * @param type its class, such as {@code Conv2D}
 * @param config its hyperparameters
 * @param inputs what it reads
 * @param merges whether it reads a list
 * @param parts what has its arrays
 */
record KerasLayer(
    String type,
    String name,
    ObjectNode config,
    List<KerasTensor> inputs,
    boolean merges,
    List<Part> parts) {

  /**
   * An object within a layer, or the layer itself.
   *
   * @param path within the layer, such as {@code cell}; empty for the layer itself
   * @param variables its arrays in Keras' order
   */
  record Part(String path, String name, List<INDArray> variables) {}

  /** Keras' name of a class in files and of layers that were given none. */
  static String snakeCase(String type) {
    return type.replaceAll("(.)([A-Z][a-z]+)", "$1_$2")
        .replaceAll("([a-z])([A-Z])", "$1_$2")
        .toLowerCase(Locale.ROOT);
  }
}
