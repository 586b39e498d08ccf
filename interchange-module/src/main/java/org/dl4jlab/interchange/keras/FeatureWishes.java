package org.dl4jlab.interchange.keras;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * In which order a dense layer's features are wanted, so that a reshape behind it makes an image of
 * them whose channels come first.
 */
final class FeatureWishes {

  private final Map<String, List<LayerDescription>> readers = new HashMap<>();

  FeatureWishes(ModelDescription model) {
    for (LayerDescription layer : model.layers()) {
      layer.calls().stream()
          .flatMap(call -> call.inputs().stream())
          .forEach(
              input -> readers.computeIfAbsent(input.layer(), any -> new ArrayList<>()).add(layer));
    }
  }

  /** The classes of the layers that read a result, or what dropout leaves of it. */
  Set<String> readers(LayerDescription layer) {
    Set<String> classes = new HashSet<>();
    Set<String> seen = new HashSet<>();
    List<LayerDescription> next = new ArrayList<>(readers.getOrDefault(layer.name(), List.of()));
    while (!next.isEmpty()) {
      LayerDescription reader = next.remove(next.size() - 1);
      if (!Masks.isDropout(reader.className())) {
        classes.add(reader.className());
      } else if (seen.add(reader.name())) {
        next.addAll(readers.getOrDefault(reader.name(), List.of()));
      }
    }
    return classes;
  }

  /** Null where nothing is wanted. */
  int[] of(LayerDescription layer) throws Unsupported {
    JsonNode units = layer.config().path("units");
    if (!layer.className().equals("Dense") || !units.isInt()) {
      return null;
    }
    Set<String> seen = new HashSet<>();
    List<LayerDescription> next = new ArrayList<>(readers.getOrDefault(layer.name(), List.of()));
    while (!next.isEmpty()) {
      LayerDescription reader = next.remove(next.size() - 1);
      if (reader.className().equals("Reshape")) {
        int[] target =
            ShapeLayers.target(new Settings(reader.config()), Signal.of("", units.asInt()));
        return target.length > 1 ? FeatureOrder.of(target) : null;
      }
      if (Translators.keepsOrder(reader) && seen.add(reader.name())) {
        next.addAll(readers.getOrDefault(reader.name(), List.of()));
      }
    }
    return null;
  }
}
