package org.dl4jlab.interchange.keras;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jhdf.HdfFile;
import io.jhdf.WritableHdfFile;
import io.jhdf.api.WritableGroup;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Writes small files as Keras 3 does, layer by layer. */
final class KerasFixture {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final ArrayNode layers = JSON.createArrayNode();
  private final Map<String, Tensor> weights = new LinkedHashMap<>();
  private final Map<String, Integer> counts = new HashMap<>();
  private final ArrayNode inputs = JSON.createArrayNode();
  private ArrayNode outputs;
  private JsonNode compiled = JSON.createObjectNode();
  private String last;
  private long steps;
  private Double rate;
  private Tensor[] remembered;

  /** JSON in which quotes are single. */
  static JsonNode json(String text) {
    try {
      return JSON.readTree(text.replace('\'', '"'));
    } catch (IOException e) {
      throw new IllegalArgumentException(text, e);
    }
  }

  KerasFixture input(String name, int... shape) {
    ObjectNode config = JSON.createObjectNode().put("name", name);
    ArrayNode batch = config.putArray("batch_shape").addNull();
    for (int size : shape) {
      batch.add(size);
    }
    layers.add(node("InputLayer", name, config)).path("name");
    inputs.add(JSON.createArrayNode().add(name).add(0).add(0));
    last = name;
    return this;
  }

  /** Behind the layer before. */
  KerasFixture layer(String className, String name, String config, Tensor... arrays) {
    return layer(className, name, config, List.of(last), arrays);
  }

  KerasFixture layer(
      String className, String name, String config, List<String> from, Tensor... arrays) {
    int count = counts.merge(className, 1, Integer::sum) - 1;
    String path = "layers/" + ConfigReader.snakeCase(className) + (count == 0 ? "" : "_" + count);
    for (int i = 0; i < arrays.length; i++) {
      weights.put(path + "/" + vars(className, i, arrays.length), arrays[i]);
    }
    ObjectNode node = node(className, name, ((ObjectNode) json(config)).put("name", name));
    ArrayNode tensors = JSON.createArrayNode();
    for (String source : from) {
      ObjectNode tensor = tensors.addObject().put("class_name", "__keras_tensor__");
      ObjectNode history = tensor.putObject("config");
      history.putArray("keras_history").add(source).add(0).add(0);
    }
    ArrayNode arguments = JSON.createArrayNode();
    arguments.add(from.size() == 1 ? tensors.get(0) : tensors);
    ObjectNode call = JSON.createObjectNode();
    call.set("args", arguments);
    call.putObject("kwargs").putNull("mask");
    ((ArrayNode) node.path("inbound_nodes")).add(call);
    layers.add(node);
    last = name;
    return this;
  }

  /** Where Keras keeps array {@code i} of a layer. */
  private static String vars(String className, int i, int count) {
    return switch (className) {
      case "LSTM", "SimpleRNN" -> "cell/vars/" + i;
      case "TimeDistributed" -> "layer/vars/" + i;
      case "Bidirectional" ->
          (i < count / 2 ? "forward_layer" : "backward_layer") + "/cell/vars/" + i % (count / 2);
      default -> "vars/" + i;
    };
  }

  private static ObjectNode node(String className, String name, ObjectNode config) {
    ObjectNode node = JSON.createObjectNode().put("module", "keras.layers");
    node.put("class_name", className).put("name", name).putNull("registered_name");
    node.set("config", config);
    node.putArray("inbound_nodes");
    return node;
  }

  KerasFixture outputs(String... names) {
    outputs = JSON.createArrayNode();
    for (String name : names) {
      outputs.add(JSON.createArrayNode().add(name).add(0).add(0));
    }
    return this;
  }

  KerasFixture compile(String config) {
    compiled = json(config);
    return this;
  }

  /**
   * What its optimizer has written: how many steps it has made, its learning rate, unless that
   * changes with the steps, and what it remembers.
   */
  KerasFixture optimizer(long steps, Double rate, Tensor... remembered) {
    this.steps = steps;
    this.rate = rate;
    this.remembered = remembered;
    return this;
  }

  /** Applies a layer once more, to another's first result. */
  KerasFixture again(String name, String from) {
    for (JsonNode layer : layers) {
      if (layer.path("name").asText().equals(name)) {
        ArrayNode calls = (ArrayNode) layer.path("inbound_nodes");
        JsonNode call = calls.get(0).deepCopy();
        ((ArrayNode) call.findValue("keras_history")).set(0, calls.textNode(from));
        calls.add(call);
      }
    }
    return this;
  }

  /** Joins the first two results of one layer. */
  KerasFixture joined(String className, String name, String shared) {
    layer(className, name, "{}", List.of(shared, shared));
    List<JsonNode> histories = layers.get(layers.size() - 1).findValues("keras_history");
    ((ArrayNode) histories.get(1)).set(1, layers.numberNode(1));
    return this;
  }

  /** Changes the description of the layer that was added last. */
  KerasFixture edit(java.util.function.Consumer<ObjectNode> change) {
    change.accept((ObjectNode) layers.get(layers.size() - 1));
    return this;
  }

  ObjectNode config() {
    ObjectNode root = JSON.createObjectNode().put("module", "keras.src.models.functional");
    root.put("class_name", "Functional").put("registered_name", "Functional");
    ObjectNode config = root.putObject("config").put("name", "model");
    config.set("layers", layers);
    config.set("input_layers", inputs.size() == 1 ? inputs.get(0) : inputs);
    if (outputs == null) {
      outputs(last);
    }
    config.set("output_layers", outputs.size() == 1 ? outputs.get(0) : outputs);
    root.set("compile_config", compiled);
    return root;
  }

  Path write(Path file) throws IOException {
    Path hdf = Files.createTempFile(file.toAbsolutePath().getParent(), "weights", ".h5");
    writeWeights(hdf);
    zip(
        file,
        Map.of(
            "config.json", config().toString().getBytes(StandardCharsets.UTF_8),
            "metadata.json", "{\"keras_version\": \"3.15.1\"}".getBytes(StandardCharsets.UTF_8),
            "model.weights.h5", Files.readAllBytes(hdf)));
    Files.delete(hdf);
    return file;
  }

  private void writeWeights(Path hdf) {
    try (WritableHdfFile file = HdfFile.write(hdf)) {
      Map<String, WritableGroup> groups = new HashMap<>();
      groups.put("", file);
      group(groups, "layers");
      weights.forEach(
          (path, tensor) -> {
            int name = path.lastIndexOf('/');
            group(groups, path.substring(0, name))
                .putDataset(path.substring(name + 1), nested(tensor, 0, 0));
          });
      if (remembered != null) {
        writeOptimizer(group(groups, "optimizer/vars"));
      }
    }
  }

  private void writeOptimizer(WritableGroup group) {
    group.putDataset("0", steps);
    int first = 1;
    if (rate != null) {
      group.putDataset(String.valueOf(first++), rate.floatValue());
    }
    for (int i = 0; i < remembered.length; i++) {
      group.putDataset(String.valueOf(first + i), nested(remembered[i], 0, 0));
    }
  }

  private static WritableGroup group(Map<String, WritableGroup> groups, String path) {
    if (!groups.containsKey(path)) {
      int name = path.lastIndexOf('/');
      WritableGroup outer = group(groups, name < 0 ? "" : path.substring(0, name));
      groups.put(path, outer.putGroup(path.substring(name + 1)));
    }
    return groups.get(path);
  }

  /** Java's arrays of arrays, as the writer wants them. */
  private static Object nested(Tensor tensor, int dimension, int from) {
    int[] shape = tensor.shape();
    int size = shape[dimension];
    if (dimension == shape.length - 1) {
      return java.util.Arrays.copyOfRange(tensor.data(), from, from + size);
    }
    int[] left = java.util.Arrays.copyOfRange(shape, dimension, shape.length);
    Object array = java.lang.reflect.Array.newInstance(float.class, left);
    int stride = Tensor.strides(shape)[dimension];
    for (int i = 0; i < size; i++) {
      java.lang.reflect.Array.set(array, i, nested(tensor, dimension + 1, from + i * stride));
    }
    return array;
  }

  static void zip(Path file, Map<String, byte[]> entries) throws IOException {
    try (OutputStream out = Files.newOutputStream(file);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        zip.putNextEntry(new ZipEntry(entry.getKey()));
        zip.write(entry.getValue());
        zip.closeEntry();
      }
    }
  }
}
