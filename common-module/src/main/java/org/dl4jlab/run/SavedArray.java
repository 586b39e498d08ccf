package org.dl4jlab.run;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.shape.options.ArrayOptionsHelper;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A vector as ND4J writes it: two buffers, of which the first describes the shape and the second
 * holds the numbers. ND4J believes whatever stands in them, so they are checked before.
 *
 * @param array the numbers, {@code [n]} or {@code [1, n]}
 * @param finite whether all are
 */
record SavedArray(INDArray array, boolean finite) {

  /** Names of buffers and types, sizes, and a shape of at most two dimensions. */
  private static final int MOST_HEADER_BYTES = 256;

  private static final String BUFFER = "MIXED_DATA_TYPES";
  private static final int WIDEST = Double.BYTES;

  private static final Map<String, DataType> TYPES =
      Map.of("FLOAT", DataType.FLOAT, "DOUBLE", DataType.DOUBLE, "HALF", DataType.HALF);

  /** How many bytes so many numbers can take in a file. */
  static long mostBytes(long numbers) {
    return MOST_HEADER_BYTES + numbers * WIDEST;
  }

  /**
   * Reads a vector of so many numbers.
   *
   * @throws ModelArchive.DamagedException when it is another one, or none
   */
  static SavedArray read(String name, byte[] bytes, long numbers) throws IOException {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    long[] shape = shape(name, in);
    long length = 1;
    int rank = (int) shape[0];
    for (int i = 1; i <= rank; i++) {
      if (shape[i] != 1 && (length != 1 || shape[i] < 1)) {
        throw damaged(name, "is no vector");
      }
      length *= shape[i];
      if (shape[i] != 1 && shape[rank + i] != 1) {
        throw damaged(name, "has its numbers in places that it does not hold");
      }
    }
    if (length != numbers) {
      throw damaged(
          name, "holds %,d numbers, but the network needs %,d".formatted(length, numbers));
    }
    require(name, text(name, in).equals(BUFFER) && in.remaining() >= Long.BYTES);
    require(name, in.getLong() == length);
    DataType type = TYPES.get(text(name, in));
    require(name, type != null && shape[2 * rank + 1] == ArrayOptionsHelper.setOptionBit(0L, type));
    if (in.remaining() != length * type.width()) {
      throw damaged(
          name,
          "holds %,d bytes of numbers in place of %,d"
              .formatted(in.remaining(), length * type.width()));
    }
    boolean finite = isFinite(in, type);
    return new SavedArray(Nd4j.read(new DataInputStream(new ByteArrayInputStream(bytes))), finite);
  }

  /** Rank, the dimensions' sizes, their strides, flags, distance of elements, order. */
  private static long[] shape(String name, ByteBuffer in) throws IOException {
    require(name, text(name, in).equals(BUFFER) && in.remaining() >= Long.BYTES);
    long count = in.getLong();
    require(name, text(name, in).equals("LONG"));
    require(name, (count == 6 || count == 8) && in.remaining() >= count * Long.BYTES);
    long[] shape = new long[(int) count];
    for (int i = 0; i < count; i++) {
      shape[i] = in.getLong();
    }
    require(name, shape[0] == (count - 4) / 2);
    require(name, shape[(int) count - 2] == 1);
    require(name, shape[(int) count - 1] == 'c' || shape[(int) count - 1] == 'f');
    return shape;
  }

  private static boolean isFinite(ByteBuffer in, DataType type) {
    while (in.hasRemaining()) {
      boolean finite =
          switch (type) {
            case FLOAT -> Float.isFinite(in.getFloat());
            case DOUBLE -> Double.isFinite(in.getDouble());
            default -> (in.getShort() & 0x7c00) != 0x7c00; // 16 bits: all of the exponent's are set
          };
      if (!finite) {
        return false;
      }
    }
    return true;
  }

  /** As {@link java.io.DataOutput#writeUTF} has written it, of plain letters. */
  private static String text(String name, ByteBuffer in) throws IOException {
    require(name, in.remaining() >= Short.BYTES);
    int length = in.getShort();
    require(name, length >= 0 && length <= in.remaining());
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.append((char) in.get());
    }
    return text.toString();
  }

  private static void require(String name, boolean holds) throws IOException {
    if (!holds) {
      throw damaged(name, "is no vector of ND4J's");
    }
  }

  private static IOException damaged(String name, String because) {
    return new ModelArchive.DamagedException(name + " " + because);
  }
}
