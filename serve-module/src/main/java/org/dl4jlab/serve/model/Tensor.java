package org.dl4jlab.serve.model;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/**
 * An input as it was sent, of the shape that the network takes.
 *
 * @param count samples, at least one
 * @param numbers little-endian, row-major; null for {@link DataType#BYTES}
 * @param texts one a sample; null for numbers
 */
public record Tensor(DataType type, int count, ByteBuffer numbers, List<String> texts) {

  /**
   * @param numbers from their position on
   */
  public static Tensor of(DataType type, int count, ByteBuffer numbers) {
    return new Tensor(type, count, numbers.slice().order(ByteOrder.LITTLE_ENDIAN), null);
  }

  public static Tensor of(List<String> texts) {
    return new Tensor(DataType.BYTES, texts.size(), null, texts);
  }
}
