package org.dl4jlab.interchange.keras;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Remembers which arrays were asked for, so that they can be listed in Keras' own order. */
final class ReadArrays implements WeightStore {

  /** The running mean and variance. */
  private static final int STATISTICS = 2;

  private final WeightStore store;
  private final Map<String, TreeMap<Integer, StoredArray>> read = new HashMap<>();

  ReadArrays(WeightStore store) {
    this.store = store;
  }

  @Override
  public StoredArray array(LayerDescription layer, String part, int index, int position)
      throws Unsupported {
    StoredArray array = store.array(layer, part, index, position);
    read.computeIfAbsent(layer.name(), name -> new TreeMap<>()).put(position, array);
    return array;
  }

  /** {@code model.trainable_variables}: layer by layer as the file lists them. */
  List<StoredArray> trained(ModelDescription model) {
    List<StoredArray> arrays = new ArrayList<>();
    for (LayerDescription layer : model.layers()) {
      if (layer.model() != null) {
        arrays.addAll(trained(layer.model()));
      } else if (new Settings(layer.config()).flag("trainable", true)) {
        List<StoredArray> own =
            List.copyOf(read.getOrDefault(layer.name(), new TreeMap<>()).values());
        int fixed =
            switch (layer.className()) {
              case "BatchNormalization" -> STATISTICS;
              case "Normalization" -> own.size();
              default -> 0;
            };
        arrays.addAll(own.subList(0, Math.max(0, own.size() - fixed)));
      }
    }
    return arrays;
  }
}
