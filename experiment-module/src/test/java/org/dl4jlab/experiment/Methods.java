package org.dl4jlab.experiment;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.dl4jlab.method.TrainingMethod;
import org.dl4jlab.run.RunFolder;

/** Methods by the names that a run's configuration has for them. */
final class Methods {

  private Methods() {}

  /**
   * @param namesAndValues a name, its value, and so on
   */
  static TrainingMethod of(String... namesAndValues) {
    ObjectNode tree = RunFolder.JSON.createObjectNode();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      tree.put(namesAndValues[i], namesAndValues[i + 1]);
    }
    try {
      return RunFolder.JSON.treeToValue(tree, TrainingMethod.class);
    } catch (com.fasterxml.jackson.databind.exc.ValueInstantiationException e) {
      throw (IllegalArgumentException) e.getCause();
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }
}
