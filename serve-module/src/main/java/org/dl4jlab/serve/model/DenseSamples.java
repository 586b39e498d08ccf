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
   * Finds out who has sent what an engine could not take.
   *
   * @throws Refusal when a number is infinite or none
   */
  void requireFinite() {
    if (type != DataType.FP32) {
      return;
    }
    FloatBuffer floats = numbers.slice().order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
    for (int i = 0; i < floats.limit(); i++) {
      if (!Float.isFinite(floats.get(i))) {
        throw Refusal.badRequest("Number %d of the input is %s", i, floats.get(i));
      }
    }
  }

  public static DenseSamples of(Tensor tensor) {
    return new DenseSamples(tensor.type(), tensor.count(), tensor.numbers());
  }

  @Override
  public Object kind() {
    return type;
  }
}
