package org.dl4jlab.serve.model;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;

/**
 * Samples of numbers, each of one size.
 *
 * @param type {@link DataType#UINT8} or {@link DataType#FP32}
 * @param numbers {@code [count, …]}, little-endian, row-major
 */
public record DenseSamples(DataType type, int count, ByteBuffer numbers) implements Samples {

  /**
   * @throws Refusal when a number is infinite or none
   */
  public static DenseSamples of(Tensor tensor) {
    if (tensor.type() == DataType.FP32) {
      requireFinite(tensor.numbers());
    }
    return new DenseSamples(tensor.type(), tensor.count(), tensor.numbers());
  }

  private static void requireFinite(ByteBuffer numbers) {
    FloatBuffer floats = numbers.slice().order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
    for (int i = 0; i < floats.limit(); i++) {
      if (!Float.isFinite(floats.get(i))) {
        throw Refusal.badRequest("Number %d of the input is %s", i, floats.get(i));
      }
    }
  }

  @Override
  public Object kind() {
    return type;
  }
}
