package org.dl4jlab.interchange.keras.writer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** The {@code config.json} of a {@code .keras} file, entry by entry as Keras 3.15 writes it. */
final class ModelJson {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final LayerList layers;
  private int dtypes;

  /** Keras numbers objects that several layers share by their addresses. */
  private static final long SHARED_DTYPE = 1;

  ModelJson(LayerList layers) {
    this.layers = layers;
  }

  /** A list of layers, each of which reads the one before. */
  ObjectNode sequential(ObjectNode compiled) {
    ArrayNode list = JSON.arrayNode();
    layers.all().forEach(layer -> list.add(layer(layer)));
    ArrayNode shape = layers.all().get(0).config().withArray("batch_shape");
    ObjectNode config = JSON.objectNode().put("name", "sequential").put("trainable", true);
    config.set("dtype", dtype().put("shared_object_id", SHARED_DTYPE));
    config.set("layers", list);
    config.set("build_input_shape", shape.deepCopy());
    ObjectNode model = model("keras", "Sequential", config);
    model.putNull("registered_name");
    model.putObject("build_config").set("input_shape", shape.deepCopy());
    model.set("compile_config", compiled);
    return model;
  }

  /** A graph of layers. */
  ObjectNode functional(List<String> inputs, List<String> outputs, ObjectNode compiled) {
    ArrayNode list = JSON.arrayNode();
    for (KerasLayer layer : layers.all()) {
      ObjectNode node = layer(layer).put("name", layer.name());
      node.set("inbound_nodes", calls(layer));
      list.add(node);
    }
    ObjectNode config = JSON.objectNode().put("name", "functional").put("trainable", true);
    config.set("layers", list);
    config.set("input_layers", ends(inputs));
    config.set("output_layers", ends(outputs));
    ObjectNode model = model("keras.src.models.functional", "Functional", config);
    model.put("registered_name", "Functional");
    model.putObject("build_config").putNull("input_shape");
    model.set("compile_config", compiled);
    return model;
  }

  private static ObjectNode model(String module, String type, ObjectNode config) {
    ObjectNode model = JSON.objectNode().put("module", module).put("class_name", type);
    model.set("config", config);
    return model;
  }

  private ObjectNode layer(KerasLayer layer) {
    ObjectNode node =
        JSON.objectNode().put("module", "keras.layers").put("class_name", layer.type());
    ObjectNode config = layer.config();
    addType(config);
    for (JsonNode part : config) {
      // A layer within the layer.
      if (part.path("config").has("dtype")) {
        addType((ObjectNode) part.get("config"));
      }
    }
    node.set("config", config);
    node.putNull("registered_name");
    if (layers.templates().isBuilt(layer.type())) {
      node.putObject("build_config").set("input_shape", builtFor(layer));
    }
    return node;
  }

  private void addType(ObjectNode config) {
    if (config.path("dtype").isNull()) {
      ObjectNode dtype = dtype();
      if (dtypes++ > 0) {
        dtype.put("shared_object_id", SHARED_DTYPE);
      }
      config.set("dtype", dtype);
    }
  }

  private static JsonNode builtFor(KerasLayer layer) {
    if (!layer.merges()) {
      return layer.inputs().get(0).shape();
    }
    ArrayNode shapes = JSON.arrayNode();
    layer.inputs().forEach(input -> shapes.add(input.shape()));
    return shapes;
  }

  private static ObjectNode dtype() {
    ObjectNode dtype = JSON.objectNode().put("module", "keras").put("class_name", "DTypePolicy");
    dtype.putObject("config").put("name", "float32");
    return dtype.putNull("registered_name");
  }

  /** How a layer is called: once, or never for an input. */
  private ArrayNode calls(KerasLayer layer) {
    ArrayNode calls = JSON.arrayNode();
    if (layer.inputs().isEmpty()) {
      return calls;
    }
    ObjectNode call = calls.addObject();
    ArrayNode arguments = call.putArray("args");
    ArrayNode tensors = layer.merges() ? arguments.addArray() : arguments;
    layer.inputs().forEach(input -> tensors.add(tensor(input)));
    call.set("kwargs", layers.templates().arguments(layer.type()));
    return calls;
  }

  private static ObjectNode tensor(KerasTensor input) {
    ObjectNode tensor = JSON.objectNode().put("class_name", "__keras_tensor__");
    ObjectNode config = tensor.putObject("config");
    config.set("shape", input.shape());
    config.put("dtype", input.type());
    config.set("keras_history", end(input.layer()));
    return tensor;
  }

  /** The first result of a layer's only call. */
  private static ArrayNode end(String layer) {
    return JSON.arrayNode().add(layer).add(0).add(0);
  }

  private static ArrayNode ends(List<String> names) {
    if (names.size() == 1) {
      return end(names.get(0));
    }
    ArrayNode ends = JSON.arrayNode();
    names.forEach(name -> ends.add(end(name)));
    return ends;
  }
}
