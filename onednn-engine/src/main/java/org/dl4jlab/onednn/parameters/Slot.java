package org.dl4jlab.onednn.parameters;

import java.util.Arrays;
import org.dl4jlab.onednn.primitive.Arena;
import org.dl4jlab.onednn.primitive.Layout;
import org.nd4j.linalg.learning.config.IUpdater;

/**
 * One of the graph's trainable arrays.
 *
 * @param layer its layer's name
 * @param name its name in the layer, such as {@code W}
 * @param dims its shape in oneDNN's order
 * @param columnMajor whether the graph keeps it so, in ND4J's order 'f', or row-major
 * @param offset of its first element in the graph's parameter vector
 * @param states of the first element of each kind of its state in the graph's updater state
 * @param updater what turns its gradient into an update
 * @param l2 weight of half its squared norm in the loss, 0 for none
 */
public record Slot(
    String layer,
    String name,
    long[] dims,
    boolean columnMajor,
    long offset,
    long[] states,
    IUpdater updater,
    double l2) {

  /** How the graph keeps it; a shape with the same elements may be given instead of its own. */
  public Layout graphLayout(Arena arena, long... shape) {
    return columnMajor ? Layout.columnMajor(arena, shape) : Layout.plain(arena, shape);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Slot slot && slot.layer.equals(layer) && slot.name.equals(name);
  }

  @Override
  public int hashCode() {
    return layer.hashCode() * 31 + name.hashCode();
  }

  @Override
  public String toString() {
    return layer + "_" + name + Arrays.toString(dims);
  }
}
