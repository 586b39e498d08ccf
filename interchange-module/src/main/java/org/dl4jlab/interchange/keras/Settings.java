package org.dl4jlab.interchange.keras;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;

/** What Keras wrote of a layer's hyperparameters. */
record Settings(JsonNode config) {

  private static final int LARGEST = 1 << 30;

  /** Whole and positive. */
  int size(String name) throws Unsupported {
    return size(name, Json.get(config, name));
  }

  private static int size(String name, JsonNode value) throws Unsupported {
    if (!value.isIntegralNumber() || value.asLong() < 1 || value.asLong() > LARGEST) {
      throw new Unsupported("has %s %s; a whole number above 0 is needed", name, shown(value));
    }
    return value.asInt();
  }

  /** One number for each dimension; Keras writes a single one for all of them. */
  int[] sizes(String name, int dimensions) throws Unsupported {
    JsonNode value = Json.get(config, name);
    int[] sizes = new int[dimensions];
    if (value.isArray() && value.size() != dimensions) {
      throw new Unsupported("has %s %s; %d numbers are needed", name, shown(value), dimensions);
    }
    for (int i = 0; i < dimensions; i++) {
      sizes[i] = size(name, value.isArray() ? value.get(i) : value);
    }
    return sizes;
  }

  int[] sizes(String name, int dimensions, int[] otherwise) throws Unsupported {
    return has(name) ? sizes(name, dimensions) : otherwise;
  }

  boolean has(String name) {
    return Json.has(config, name);
  }

  /** Whether there are several numbers, as Python or NumPy has them. */
  boolean isList(String name) {
    JsonNode value = Json.get(config, name);
    return value.isArray() || value.path("config").path("value").isArray();
  }

  boolean flag(String name, boolean otherwise) {
    return Json.get(config, name).asBoolean(otherwise);
  }

  String text(String name, String otherwise) {
    return Json.get(config, name).asText(otherwise);
  }

  double number(String name, double otherwise) throws Unsupported {
    JsonNode value = Json.get(config, name);
    if (value.isMissingNode()) {
      return otherwise;
    }
    // Keras writes numbers of NumPy's as objects that hold them.
    JsonNode plain = value.path("config").has("value") ? value.path("config").path("value") : value;
    if (!plain.isNumber() || !Double.isFinite(plain.asDouble())) {
      throw new Unsupported("has %s %s; a number is needed", name, shown(value));
    }
    return plain.asDouble();
  }

  /** One for each channel; a single one is for all of them. */
  Tensor numbers(String name, int channels, double otherwise) throws Unsupported {
    JsonNode value = Json.get(config, name);
    JsonNode plain = value.path("config").has("value") ? value.path("config").path("value") : value;
    while (plain.size() == 1 && plain.get(0) != null) {
      plain = plain.get(0);
    }
    float[] numbers = new float[channels];
    if (!plain.isArray()) {
      Arrays.fill(numbers, (float) (plain.isNumber() ? plain.asDouble() : number(name, otherwise)));
      return new Tensor(numbers, channels);
    }
    for (int i = 0; i < channels; i++) {
      if (plain.size() != channels || !plain.get(i).isNumber()) {
        throw new Unsupported(
            "has %s %s; a number for each of %d channels is needed", name, shown(value), channels);
      }
      numbers[i] = (float) plain.get(i).asDouble();
    }
    return new Tensor(numbers, channels);
  }

  /** Refuses what has no counterpart, unless it is switched off. */
  void refuse(String... names) throws Unsupported {
    for (String name : names) {
      JsonNode value = Json.get(config, name);
      boolean off =
          value.isMissingNode()
              || value.isBoolean() && !value.asBoolean()
              || value.isNumber() && value.asDouble() == 0;
      if (!off) {
        throw new Unsupported("has %s, which cannot be imported", name);
      }
    }
  }

  /** Refuses any value but this, which is also the default. */
  void require(String name, String only) throws Unsupported {
    if (!text(name, only).equals(only)) {
      throw new Unsupported("has %s %s; %s can be imported", name, text(name, only), only);
    }
  }

  private static String shown(JsonNode value) {
    String text = value.isMissingNode() ? "(none)" : value.toString();
    return text.length() > 40 ? text.substring(0, 40) + "..." : text;
  }
}
