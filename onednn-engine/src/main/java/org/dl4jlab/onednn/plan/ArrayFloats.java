package org.dl4jlab.onednn.plan;

import java.lang.ref.Reference;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.dl4jlab.onednn.primitive.Address;
import org.dl4jlab.onednn.primitive.Tensor;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.shape.Shape;

/**
 * The numbers of ND4J's arrays as floats, read where they lie, whatever their order: nothing native
 * is allocated, but for arrays of another type.
 */
public final class ArrayFloats {

  private ArrayFloats() {}

  /**
   * Where an array's numbers are.
   *
   * @param shape in the order in which they are read, the slowest dimension first
   * @param strides in the same order
   */
  private record Source(FloatBuffer floats, int[] shape, int[] strides) {

    static Source of(INDArray array, int[] dimensions) {
      int[] shape = Arrays.stream(dimensions).map(d -> (int) array.size(d)).toArray();
      int[] strides = Arrays.stream(dimensions).map(d -> (int) array.stride(d)).toArray();
      long last =
          IntStream.range(0, shape.length).mapToLong(i -> (shape[i] - 1L) * strides[i]).sum();
      return new Source(address(array).floats(last + 1), shape, strides);
    }

    /** Copies what lies at a place in the dimensions from a depth on; returns where it ends. */
    int copy(int depth, int place, FloatBuffer target, int start) {
      if (depth == shape.length) {
        target.put(start, floats.get(place));
        return start + 1;
      }
      int end = start;
      for (int i = 0; i < shape[depth]; i++) {
        end = copy(depth + 1, place + i * strides[depth], target, end);
      }
      return end;
    }
  }

  /**
   * Copies an array.
   *
   * @param plain as many floats, row-major
   */
  public static void copy(INDArray array, Tensor plain) {
    INDArray floats = floats(array);
    if (isRowMajor(floats)) {
      Address.copy(address(floats).address(), plain.address(), floats.length() * Float.BYTES);
    } else {
      Source.of(floats, inOrder(floats)).copy(0, 0, plain.floats(), 0);
    }
    Reference.reachabilityFence(floats);
  }

  /** An array's floats, row-major. */
  public static float[] of(INDArray array) {
    INDArray floats = floats(array);
    if (!isRowMajor(floats)) {
      return of(floats, inOrder(floats));
    }
    float[] values = new float[Math.toIntExact(floats.length())];
    address(floats).floats(values.length).get(0, values);
    Reference.reachabilityFence(floats);
    return values;
  }

  /**
   * The same with the dimensions in another order.
   *
   * @param dimensions all of the array's, the slowest first
   */
  public static float[] of(INDArray array, int... dimensions) {
    INDArray floats = floats(array);
    float[] values = new float[Math.toIntExact(floats.length())];
    Source.of(floats, dimensions).copy(0, 0, FloatBuffer.wrap(values), 0);
    Reference.reachabilityFence(floats);
    return values;
  }

  private static INDArray floats(INDArray array) {
    return array.dataType() == DataType.FLOAT ? array : array.castTo(DataType.FLOAT);
  }

  /** A permuted array may call its order 'c' too. */
  private static boolean isRowMajor(INDArray array) {
    return array.ordering() == 'c' && Shape.hasDefaultStridesForShape(array);
  }

  private static Address address(INDArray array) {
    return new Address(array.data().addressPointer().address());
  }

  private static int[] inOrder(INDArray array) {
    return IntStream.range(0, array.rank()).toArray();
  }
}
