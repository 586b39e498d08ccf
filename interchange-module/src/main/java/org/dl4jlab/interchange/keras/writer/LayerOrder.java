package org.dl4jlab.interchange.keras.writer;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The order in which Keras has a graph's layers, whatever order it read them in, and by which it
 * counts their weights: those furthest from the outputs first, then as they are met on the way from
 * the outputs to the inputs ({@code map_graph} in {@code keras/src/ops/function.py}). What leads to
 * no output is no part of the model, but for inputs.
 */
final class LayerOrder {

  private final Map<String, KerasLayer> layers;
  private final Map<String, Integer> met = new HashMap<>();
  private final List<String> inputsFirst = new ArrayList<>();

  private LayerOrder(Map<String, KerasLayer> layers) {
    this.layers = layers;
  }

  /**
   * @param outputs the names of the layers that give the model's outputs
   */
  static List<KerasLayer> of(List<KerasLayer> layers, List<String> outputs) {
    LayerOrder order =
        new LayerOrder(
            layers.stream().collect(Collectors.toMap(KerasLayer::name, Function.identity())));
    outputs.forEach(order::meet);
    Map<String, Integer> distances = order.distances();
    return layers.stream()
        .filter(layer -> distances.containsKey(layer.name()) || layer.inputs().isEmpty())
        .sorted(
            Comparator.<KerasLayer>comparingInt(layer -> -distances.getOrDefault(layer.name(), 0))
                .thenComparingInt(layer -> order.met.getOrDefault(layer.name(), -1)))
        .toList();
  }

  private void meet(String name) {
    if (met.putIfAbsent(name, met.size()) != null) {
      return;
    }
    layers.get(name).inputs().forEach(input -> meet(input.layer()));
    inputsFirst.add(name);
  }

  /** How many layers lie between each and the furthest output that it leads to. */
  private Map<String, Integer> distances() {
    Map<String, Integer> distances = new HashMap<>();
    for (int i = inputsFirst.size() - 1; i >= 0; i--) {
      String name = inputsFirst.get(i);
      int beyond = distances.computeIfAbsent(name, output -> 0) + 1;
      layers.get(name).inputs().forEach(input -> distances.merge(input.layer(), beyond, Math::max));
    }
    return distances;
  }
}
