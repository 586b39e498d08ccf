package org.dl4jlab.interchange.keras.writer;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The layers of a Keras model in the making, each with a name of its own. */
final class LayerList {

  private final Templates templates = new Templates();
  private List<KerasLayer> layers = new ArrayList<>();
  private final Set<String> names = new HashSet<>();

  /**
   * @param reserved names that no layer may have that was given none
   */
  LayerList(List<String> reserved) {
    names.addAll(reserved);
  }

  List<KerasLayer> all() {
    return layers;
  }

  /** The layer of that name, if there is one. */
  Optional<KerasLayer> named(String name) {
    return layers.stream().filter(layer -> layer.name().equals(name)).findFirst();
  }

  /** Puts all layers into the order that Keras has them in. */
  void sort(List<String> outputs) {
    layers = LayerOrder.of(layers, outputs);
  }

  Templates templates() {
    return templates;
  }

  /** Keras' name of a layer that was given none: {@code dense}, {@code dense_1}. */
  String free(String type) {
    String base = KerasLayer.snakeCase(type);
    String name = base;
    for (int number = 1; !names.add(name); number++) {
      name = base + "_" + number;
    }
    return name;
  }

  /** Adds one of the network's inputs. */
  KerasTensor addInput(String name, String type, long... sample) {
    KerasTensor tensor = new KerasTensor(name, type, null, sample);
    ObjectNode config = templates.config("InputLayer").put("name", name).put("dtype", type);
    config.set("batch_shape", tensor.shape());
    layers.add(new KerasLayer("InputLayer", name, config, List.of(), false, itself(name)));
    return tensor;
  }

  /**
   * Adds a layer.
   *
   * @param settings fills in its hyperparameters
   * @param sample the shape of what it gives
   * @param parts what has its arrays
   */
  KerasTensor add(
      String type,
      String name,
      KerasTensor input,
      Consumer<ObjectNode> settings,
      long[] sample,
      List<KerasLayer.Part> parts) {
    ObjectNode config = templates.config(type).put("name", name);
    settings.accept(config);
    layers.add(new KerasLayer(type, name, config, List.of(input), false, parts));
    return new KerasTensor(name, sample);
  }

  /** A layer that has its arrays itself. */
  static List<KerasLayer.Part> itself(String name, INDArray... variables) {
    return List.of(new KerasLayer.Part("", name, List.of(variables)));
  }

  /** Adds a layer that reads several. */
  KerasTensor addMerge(String type, String name, List<KerasTensor> inputs, long[] sample) {
    ObjectNode config = templates.config(type).put("name", name);
    layers.add(new KerasLayer(type, name, config, inputs, true, itself(name)));
    return new KerasTensor(name, sample);
  }
}
