package org.dl4jlab.onednn.parameters;

import java.nio.FloatBuffer;
import org.bytedeco.javacpp.FloatPointer;
import org.dl4jlab.onednn.primitive.Address;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The graph's own memory behind its arrays. */
public final class GraphMemory {

  private GraphMemory() {}

  /** The elements of a contiguous view, in their order in memory. */
  public static FloatBuffer floats(INDArray view) {
    long address = view.data().addressPointer().address();
    return new Address(address).floats(view.length());
  }

  /** Where an element of such a view is. */
  public static long address(FloatBuffer view, long element) {
    return new FloatPointer(view).address() + element * Float.BYTES;
  }
}
