package org.dl4jlab.onednn.plan;

import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import org.dl4jlab.onednn.primitive.Address;
import org.dl4jlab.onednn.primitive.Tensor;

/**
 * Refuses what is no finite number before it is learnt: a maximum or a ReLU may lose it on the way
 * to the loss, but its gradients do not.
 */
public final class Finite {

  /** The exponents of two floats; all ones for NaN and infinity. */
  private static final long EXPONENTS = 0x7F80_0000_7F80_0000L;

  /** Added to exponents that are all ones, and to no others, it reaches the sign. */
  private static final long ONE_MORE = 0x0080_0000_0080_0000L;

  private static final long SIGNS = 0x8000_0000_8000_0000L;

  private final String what;
  private final FloatBuffer floats;
  private final LongBuffer pairs;

  /**
   * @param what they are
   * @param tensor row-major
   */
  Finite(String what, Tensor tensor) {
    this.what = what;
    floats = tensor.floats();
    pairs = new Address(tensor.address()).longs(floats.capacity() / 2);
  }

  /**
   * @throws IllegalArgumentException when a number is none
   */
  void require() {
    long seen = 0;
    int count = pairs.capacity();
    for (int i = 0; i < count; i++) {
      seen |= (pairs.get(i) & EXPONENTS) + ONE_MORE;
    }
    boolean odd = floats.capacity() % 2 == 1;
    if ((seen & SIGNS) != 0 || odd && !Float.isFinite(floats.get(floats.capacity() - 1))) {
      throw none(what);
    }
  }

  /**
   * @param what they are
   * @throws IllegalArgumentException when a number is none
   */
  public static void require(String what, float[] numbers) {
    for (float number : numbers) {
      if (!Float.isFinite(number)) {
        throw none(what);
      }
    }
  }

  private static IllegalArgumentException none(String what) {
    return new IllegalArgumentException(
        "The batch's %s have what is no finite number".formatted(what));
  }
}
