package org.dl4jlab.interchange.keras.writer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** The layers of Keras with their defaults, entry by entry as Keras 3.15 writes them. */
final class Templates {

  private static final String RESOURCE = "layers.json";

  private final JsonNode layers;

  Templates() {
    try (InputStream in = Templates.class.getResourceAsStream(RESOURCE)) {
      layers = new ObjectMapper().readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The hyperparameters, to be filled in where there is no default. */
  ObjectNode config(String type) {
    return layers.required(type).required("config").deepCopy();
  }

  /** What else is recorded of a call. */
  ObjectNode arguments(String type) {
    return layers.required(type).required("kwargs").deepCopy();
  }

  /** Whether the shapes of inputs are recorded, from which the layer makes its variables. */
  boolean isBuilt(String type) {
    return layers.required(type).required("built").asBoolean();
  }
}
