package org.dl4jlab.onednn;

import java.util.Arrays;
import java.util.stream.LongStream;
import org.dl4jlab.data.ArrayBatch;
import org.dl4jlab.data.Batch;
import org.dl4jlab.data.ImageBatch;
import org.dl4jlab.data.TokenBatch;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The shape of a batch, for which a plan is made.
 *
 * @param tokens whether it is of numbers of words, which are looked up
 * @param masks whether there are any
 * @param inputs the shape of each of the network's inputs
 */
record BatchShape(boolean tokens, boolean masks, long[][] inputs) {

  /**
   * @param lookedUp whether the network looks words up where it can
   * @param inputs how many inputs the network has
   */
  static BatchShape of(Batch batch, boolean lookedUp, int inputs) {
    if (inputs == 1) {
      return new BatchShape(
          lookedUp && batch instanceof TokenBatch,
          hasMasks(batch),
          new long[][] {first(batch, lookedUp)});
    }
    INDArray[] arrays = batch.arrays().getFeatures();
    if (arrays.length != inputs) {
      throw new IllegalArgumentException(
          "The network has %d inputs, but the batch %d".formatted(inputs, arrays.length));
    }
    return new BatchShape(
        false,
        hasMasks(batch),
        Arrays.stream(arrays).map(BatchShape::shape).toArray(long[][]::new));
  }

  static boolean hasMasks(Batch batch) {
    return batch instanceof ArrayBatch arrays && arrays.arrays().hasMaskArrays();
  }

  private static long[] first(Batch batch, boolean lookedUp) {
    if (batch instanceof ImageBatch images) {
      return Arrays.stream(images.shape()).asLongStream().toArray();
    }
    return lookedUp && batch instanceof TokenBatch texts
        ? new long[] {texts.size(), texts.table().size(), texts.length()}
        : shape(batch.features());
  }

  private static long[] shape(INDArray array) {
    long[] shape = array.shape();
    if (shape.length == 0 || LongStream.of(shape).anyMatch(size -> size == 0)) {
      throw new IllegalArgumentException("This is no batch of samples: " + Arrays.toString(shape));
    }
    return shape;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof BatchShape shape
        && shape.tokens == tokens
        && shape.masks == masks
        && Arrays.deepEquals(shape.inputs, inputs);
  }

  @Override
  public int hashCode() {
    return Arrays.deepHashCode(inputs);
  }
}
