package org.dl4jlab.serve.model;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.IntBuffer;

/**
 * Samples of numbers, each of one size.
 *
 * @param type {@link DataType#UINT8} or {@link DataType#FP32}
 * @param numbers {@code [count, …]}, little-endian, row-major
 */
public record DenseSamples(DataType type, int count, ByteBuffer numbers) implements Samples {

  private static final int PIECE = 1024;
  private static final int MAGNITUDE = 0x7FFF_FFFF; // of a float's bits, without the sign
  private static final int INFINITE = 0x7F80_0000; // from here on: infinite, or no number

  /**
   * @throws Refusal when a number is infinite or none
   */
  public static DenseSamples of(Tensor tensor) {
    if (tensor.type() == DataType.FP32) {
      requireFinite(tensor.numbers());
    }
    return new DenseSamples(tensor.type(), tensor.count(), tensor.numbers());
  }

  /** In pieces of an array, over which the largest number is found many times faster. */
  private static void requireFinite(ByteBuffer numbers) {
    IntBuffer bits = numbers.slice().order(ByteOrder.LITTLE_ENDIAN).asIntBuffer();
    int[] piece = new int[Math.min(PIECE, bits.remaining())];
    while (bits.hasRemaining()) {
      int count = Math.min(piece.length, bits.remaining());
      int start = bits.position();
      bits.get(piece, 0, count);
      int largest = 0;
      for (int i = 0; i < count; i++) {
        largest = Math.max(largest, piece[i] & MAGNITUDE);
      }
      if (largest >= INFINITE) {
        throw notFinite(piece, start);
      }
    }
  }

  private static Refusal notFinite(int[] piece, int start) {
    int i = 0;
    while ((piece[i] & MAGNITUDE) < INFINITE) {
      i++;
    }
    return Refusal.badRequest(
        "Number %d of the input is %s", start + i, Float.intBitsToFloat(piece[i]));
  }

  @Override
  public Object kind() {
    return type;
  }
}
