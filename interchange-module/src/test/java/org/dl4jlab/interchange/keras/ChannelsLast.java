package org.dl4jlab.interchange.keras;

import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Between Keras' order of the dimensions and DL4J's, batch and all. */
final class ChannelsLast {

  private ChannelsLast() {}

  /** {@code [batch, …, channels]} as {@code [batch, channels, …]}. */
  static INDArray array(Tensor tensor) {
    int rank = tensor.shape().length;
    int[] axes = new int[rank];
    for (int d = 2; d < rank; d++) {
      axes[d] = d - 1;
    }
    axes[1] = rank - 1;
    Tensor first = rank < 3 ? tensor : tensor.permute(axes);
    return first.array(Arrays.stream(first.shape()).asLongStream().toArray());
  }

  /** {@code [batch, channels, …]} as {@code [batch, …, channels]}. */
  static Tensor tensor(INDArray array) {
    int rank = array.rank();
    int[] shape = Arrays.stream(array.shape()).mapToInt(Math::toIntExact).toArray();
    Tensor first = new Tensor(array.dup('c').data().asFloat(), shape);
    if (rank < 3) {
      return first;
    }
    int[] axes = new int[rank];
    for (int d = 1; d < rank - 1; d++) {
      axes[d] = d + 1;
    }
    axes[rank - 1] = 1;
    return first.permute(axes);
  }
}
