package org.dl4jlab.interchange.keras;

import java.util.ArrayList;
import java.util.List;

/**
 * What an optimizer has written of itself: how many steps it has made, its learning rate where that
 * is constant, and what it remembers of each trained array.
 *
 * @param paths of all its arrays, in their order
 * @param first which is the first that belongs to an array
 * @param grouped whether all arrays' first numbers come before all second ones
 */
record OptimizerVariables(Hdf5 file, List<String> paths, int first, boolean grouped) {

  private static final int MOST = 100_000;

  /**
   * {@code optimizer/vars/0} and on.
   *
   * @param scheduled whether the learning rate is no number among them
   */
  static OptimizerVariables ofKeras3(Hdf5 file, boolean scheduled) {
    List<String> paths = new ArrayList<>();
    for (int i = 0; i < MOST; i++) {
      String path = "optimizer/vars/" + i;
      if (file.array(path).isEmpty()) {
        break;
      }
      paths.add(path);
    }
    return new OptimizerVariables(file, paths, scheduled ? 1 : 2, false);
  }

  /** {@code optimizer_weights}, whose names stand in an attribute. */
  static OptimizerVariables ofLegacy(Hdf5 file) {
    String group = "optimizer_weights";
    List<String> names = file.texts(group, "weight_names").orElse(List.of());
    int first = 0;
    while (first < names.size() && names.get(first).matches(".*(iter|learning_rate)[^/]*")) {
      first++;
    }
    boolean grouped = names.stream().anyMatch(name -> name.matches(".*/(m|v|vhat):0"));
    return new OptimizerVariables(
        file, names.stream().map(name -> group + "/" + name).toList(), first, grouped);
  }

  /** How many steps it has made; none where the file does not tell. */
  int steps() {
    if (paths.isEmpty()) {
      return 0;
    }
    float[] steps = file.array(paths.get(0)).map(array -> array.read().data()).orElse(new float[0]);
    return steps.length == 1 && steps[0] > 0 && steps[0] < Integer.MAX_VALUE ? (int) steps[0] : 0;
  }

  /**
   * @param place counted from the first that belongs to an array
   */
  StoredArray array(int place) throws Unsupported {
    int index = first + place;
    if (index >= paths.size()) {
      throw new Unsupported("remembers too little");
    }
    return file.array(paths.get(index)).orElseThrow(() -> new Unsupported("remembers too little"));
  }

  /** How many belong to arrays. */
  int count() {
    return Math.max(0, paths.size() - first);
  }
}
