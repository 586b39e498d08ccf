package org.dl4jlab.onednn.parameters;

import java.nio.FloatBuffer;
import org.bytedeco.javacpp.FloatPointer;
import org.dl4jlab.onednn.primitive.Address;
import org.dl4jlab.onednn.primitive.Arena;
import org.dl4jlab.onednn.primitive.Layout;
import org.dl4jlab.program.Parameter;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The graph's own memory behind its arrays. */
public final class GraphMemory {

  private GraphMemory() {}

  /**
   * The elements of a contiguous view, in their order in memory.
   *
   * @param view null for that of a network without parameters
   */
  public static FloatBuffer floats(INDArray view) {
    if (view == null || view.isEmpty()) {
      return FloatBuffer.allocate(0);
    }
    return new Address(address(view, 0)).floats(view.length());
  }

  /** Where an element of a contiguous view is. */
  public static long address(INDArray view, long element) {
    return view.data().addressPointer().address() + element * Float.BYTES;
  }

  /** How the network keeps an array; a shape with the same elements may take its own's place. */
  public static Layout layout(Arena arena, Parameter parameter, long... shape) {
    return parameter.columnMajor() ? Layout.columnMajor(arena, shape) : Layout.plain(arena, shape);
  }

  /** Where an element of such a view is. */
  public static long address(FloatBuffer view, long element) {
    return new FloatPointer(view).address() + element * Float.BYTES;
  }
}
