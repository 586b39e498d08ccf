package org.dl4jlab.interchange.keras;

import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Numbers in row-major order, as Keras keeps them. */
record Tensor(float[] data, int... shape) {

  /** With its dimensions in another order: the first of the result is {@code axes[0]} of this. */
  Tensor permute(int... axes) {
    int[] strides = strides(shape);
    int[] to = new int[axes.length];
    int[] step = new int[axes.length];
    for (int i = 0; i < axes.length; i++) {
      to[i] = shape[axes[i]];
      step[i] = strides[axes[i]];
    }
    float[] result = new float[data.length];
    int[] at = new int[to.length];
    int from = 0;
    for (int i = 0; i < result.length; i++) {
      result[i] = data[from];
      for (int d = to.length - 1; d >= 0; d--) {
        from += step[d];
        if (++at[d] < to[d]) {
          break;
        }
        from -= step[d] * to[d];
        at[d] = 0;
      }
    }
    return new Tensor(result, to);
  }

  Tensor reshape(int... to) {
    return new Tensor(data, to);
  }

  /** Row {@code i} of the result is row {@code order[i]} of this; null leaves all as it is. */
  Tensor rows(int[] order) {
    if (order == null) {
      return this;
    }
    int width = data.length / order.length;
    float[] result = new float[data.length];
    for (int i = 0; i < order.length; i++) {
      System.arraycopy(data, order[i] * width, result, i * width, width);
    }
    return new Tensor(result, shape);
  }

  /** As {@link #rows}, of the last dimension. */
  Tensor columns(int[] order) {
    if (order == null) {
      return this;
    }
    float[] result = new float[data.length];
    for (int i = 0; i < result.length; i++) {
      int row = i / order.length * order.length;
      result[i] = data[row + order[i % order.length]];
    }
    return new Tensor(result, shape);
  }

  /** The same numbers, for an array of any shape that holds as many. */
  INDArray array(long... as) {
    return Nd4j.create(data, as, 'c');
  }

  static int[] strides(int[] shape) {
    int[] strides = new int[shape.length];
    int stride = 1;
    for (int d = shape.length - 1; d >= 0; d--) {
      strides[d] = stride;
      stride *= shape[d];
    }
    return strides;
  }

  @Override
  public String toString() {
    return "Tensor" + Arrays.toString(shape);
  }
}
