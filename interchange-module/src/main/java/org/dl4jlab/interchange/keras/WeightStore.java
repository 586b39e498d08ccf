package org.dl4jlab.interchange.keras;

/** Where a file keeps the layers' arrays. */
interface WeightStore {

  /**
   * One array of a layer.
   *
   * @param part the path of the object within the layer that has it, such as {@code cell}, or empty
   * @param index which of that object's
   * @param position which of the layer's
   * @throws Unsupported when it is not there
   */
  StoredArray array(LayerDescription layer, String part, int index, int position)
      throws Unsupported;

  /** {@code layers/lstm/cell/vars/0}. */
  static WeightStore ofKeras3(Hdf5 file) {
    return (layer, part, index, position) -> {
      String path = layer.weightPath() + (part.isEmpty() ? "" : "/" + part) + "/vars/" + index;
      return file.array(path).orElseThrow(() -> new Unsupported("has no weights at %s", path));
    };
  }

  /** {@code model_weights/lstm/…}, whose names stand in an attribute. */
  static WeightStore ofLegacy(Hdf5 file, String root) {
    return (layer, part, index, position) -> {
      if (layer.isNested()) {
        throw new Unsupported("lies in a model within a model, which is read from .keras only");
      }
      String group = root + layer.name();
      String name =
          file.texts(group, "weight_names")
              .filter(names -> names.size() > position)
              .map(names -> names.get(position))
              .orElseThrow(() -> new Unsupported("has too few weights at %s", group));
      return file.array(group + "/" + name)
          .orElseThrow(() -> new Unsupported("has no weights at %s/%s", group, name));
    };
  }
}
