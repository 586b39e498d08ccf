package org.dl4jlab.interchange.keras;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.dl4jlab.UserException;
import org.dl4jlab.interchange.keras.LayerDescription.Call;
import org.dl4jlab.interchange.keras.LayerDescription.Reference;

/** Reads Keras' description of a model, of version 3 or 2, as data only. */
final class ConfigReader {

  private static final Set<String> MODELS = Set.of("Functional", "Model", "Sequential");
  private static final int MOST_LAYERS = 10_000;
  private static final int DEEPEST_MODEL = 10;

  private final String file;
  private int layers;

  private ConfigReader(String file) {
    this.file = file;
  }

  /**
   * @param file for messages
   * @throws UserException when it describes no model of layers
   */
  static ModelDescription read(JsonNode root, String file) {
    ConfigReader reader = new ConfigReader(file);
    String type = root.path("class_name").asText();
    if (!MODELS.contains(type) || isCustom(root)) {
      throw new UserException(
          "The model in %s is of the class %s, which is code of its author's; Sequential and functional models can be imported"
              .formatted(file, type.isEmpty() ? "(none)" : type));
    }
    return reader.model(root, "", "", 0);
  }

  private static boolean isCustom(JsonNode node) {
    return node.path("registered_name").asText("").contains(">");
  }

  private ModelDescription model(JsonNode root, String prefix, String weightPath, int depth) {
    if (depth > DEEPEST_MODEL) {
      throw new UserException("The models in %s are nested too deeply".formatted(file));
    }
    JsonNode config = root.path("config");
    JsonNode list = config.isArray() ? config : config.path("layers");
    if (!list.isArray() || list.isEmpty()) {
      throw new UserException("The model in %s has no layers".formatted(file));
    }
    boolean sequential = root.path("class_name").asText().equals("Sequential");
    List<LayerDescription> read = new ArrayList<>();
    if (sequential && !list.get(0).path("class_name").asText().equals("InputLayer")) {
      read.add(inputOf(root, list.get(0), prefix));
    }
    Map<String, Integer> counts = new HashMap<>();
    for (JsonNode node : list) {
      List<Call> calls = sequential ? previous(read, prefix) : calls(node, prefix);
      read.add(layer(node, prefix, weightPath, counts, calls, depth));
      if (++layers > MOST_LAYERS) {
        throw new UserException(
            "The model in %s has more than %d layers".formatted(file, MOST_LAYERS));
      }
    }
    String name = config.path("name").asText("model");
    return sequential
        ? new ModelDescription(
            name, read, List.of(to(read.get(0))), List.of(to(read.get(read.size() - 1))))
        : new ModelDescription(
            name,
            read,
            references(config.path("input_layers"), prefix),
            references(config.path("output_layers"), prefix));
  }

  private LayerDescription layer(
      JsonNode node,
      String prefix,
      String weightPath,
      Map<String, Integer> counts,
      List<Call> calls,
      int depth) {
    String className = node.path("class_name").asText();
    JsonNode config = node.path("config");
    String name = prefix + config.path("name").asText(node.path("name").asText());
    String module = node.path("module").asText("keras.layers");
    String path = weightPath + "layers/" + className;
    if (!module.contains(".ops.")) {
      // Keras counts the layers of a class in the order of the list, whatever their names.
      int count = counts.merge(className, 1, Integer::sum) - 1;
      path = weightPath + "layers/" + snakeCase(className) + (count == 0 ? "" : "_" + count);
    }
    boolean isModel = MODELS.contains(className) && !isCustom(node);
    return new LayerDescription(
        name,
        className,
        module,
        node.path("registered_name").asText(""),
        config,
        path,
        isModel ? model(node, name + "/", path + "/", depth + 1) : null,
        className.equals("InputLayer") ? List.of() : calls);
  }

  /** Of a model whose first layer says what it is given. */
  private LayerDescription inputOf(JsonNode model, JsonNode first, String prefix) {
    JsonNode shape = Json.get(first.path("config"), "batch_input_shape");
    if (shape.isMissingNode()) {
      shape = Json.get(model.path("config"), "build_input_shape");
    }
    if (shape.isMissingNode()) {
      shape = Json.get(model.path("build_config"), "input_shape");
    }
    ObjectNode config = new ObjectMapper().createObjectNode();
    config.set("batch_shape", shape.isMissingNode() ? null : shape);
    return new LayerDescription(
        prefix + "input", "InputLayer", "keras.layers", "", config, "", null, List.of());
  }

  private static List<Call> previous(List<LayerDescription> layers, String prefix) {
    return layers.isEmpty()
        ? List.of()
        : List.of(new Call(List.of(to(layers.get(layers.size() - 1))), false));
  }

  private static Reference to(LayerDescription layer) {
    return new Reference(layer.name(), 0, 0, null);
  }

  private List<Call> calls(JsonNode node, String prefix) {
    List<Call> calls = new ArrayList<>();
    for (JsonNode call : node.path("inbound_nodes")) {
      List<Reference> inputs = new ArrayList<>();
      if (call.isObject()) {
        boolean others = collect(call.path("args"), prefix, inputs);
        int positional = inputs.size();
        collect(call.path("kwargs"), prefix, inputs);
        calls.add(new Call(inputs, others || inputs.size() > positional));
      } else {
        inputs.addAll(references(call, prefix));
        calls.add(new Call(inputs, false));
      }
    }
    return calls;
  }

  /** Adds the tensors within arguments; whether there is anything else among them. */
  private static boolean collect(JsonNode arguments, String prefix, List<Reference> into) {
    if (arguments.path("class_name").asText().equals("__keras_tensor__")) {
      JsonNode config = arguments.path("config");
      JsonNode history = config.path("keras_history");
      into.add(
          new Reference(
              prefix + history.path(0).asText(),
              history.path(1).asInt(),
              history.path(2).asInt(),
              shape(config.path("shape"))));
      return false;
    }
    boolean others = arguments.isValueNode() && !arguments.isNull();
    for (JsonNode argument : arguments) {
      others |= collect(argument, prefix, into);
    }
    return others;
  }

  /** {@code ["name", call, output]}, or any nesting of such. */
  private static List<Reference> references(JsonNode node, String prefix) {
    List<Reference> references = new ArrayList<>();
    if (node.isArray() && node.path(0).isTextual() && node.path(1).isInt()) {
      references.add(
          new Reference(
              prefix + node.path(0).asText(), node.path(1).asInt(), node.path(2).asInt(), null));
    } else {
      for (JsonNode part : node) {
        references.addAll(references(part, prefix));
      }
    }
    return references;
  }

  /** Without the batch; -1 where it is free; null where there is none. */
  static int[] shape(JsonNode node) {
    if (!node.isArray() || node.isEmpty()) {
      return null;
    }
    int[] shape = new int[node.size() - 1];
    for (int i = 0; i < shape.length; i++) {
      shape[i] = node.get(i + 1).isInt() ? node.get(i + 1).asInt() : -1;
    }
    return shape;
  }

  /** As Keras' {@code naming.to_snake_case}. */
  static String snakeCase(String className) {
    return className
        .replaceAll("\\W+", "")
        .replaceAll("(.)([A-Z][a-z]+)", "$1_$2")
        .replaceAll("([a-z])([A-Z])", "$1_$2")
        .toLowerCase(java.util.Locale.ROOT);
  }
}
