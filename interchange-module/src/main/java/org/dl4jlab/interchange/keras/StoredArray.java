package org.dl4jlab.interchange.keras;

import java.util.Arrays;
import java.util.function.Supplier;

/**
 * Numbers that lie in a file still.
 *
 * @param path within the file
 */
record StoredArray(String path, int[] shape, Supplier<float[]> numbers) {

  /**
   * @throws Unsupported when they have another shape than their layer says
   */
  StoredArray expect(int... expected) throws Unsupported {
    if (!Arrays.equals(shape, expected)) {
      throw new Unsupported(
          "has %s of the shape %s, not %s", path, Signal.text(shape), Signal.text(expected));
    }
    return this;
  }

  Tensor read() {
    return new Tensor(numbers.get(), shape);
  }
}
