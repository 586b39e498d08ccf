package org.dl4jlab.onednn.lowering;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.dl4jlab.onednn.plan.Plan;
import org.dl4jlab.onednn.plan.Value;
import org.dl4jlab.onednn.primitive.Layout;
import org.dl4jlab.onednn.primitive.Tensor;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** What a part of DL4J's reads, as arrays that are filled at each step. */
final class StockInputs {

  /** {@code [batch, features, steps]} for DL4J. */
  static final int SERIES = 3;

  private final List<Tensor> tensors; // row-major
  private final List<INDArray> arrays;

  StockInputs(Plan plan, List<Value> inputs) {
    tensors = inputs.stream().map(value -> plan.plain(value.tensor())).toList();
    arrays = inputs.stream().map(StockInputs::array).toList();
  }

  /** An array of DL4J's shape for a value. */
  private static INDArray array(Value value) {
    long[] dims = value.dims();
    return Nd4j.createUninitialized(
        DataType.FLOAT, value.isSeries() ? Arrays.copyOf(dims, SERIES) : dims, 'c');
  }

  /** The arrays, all zero, to try something with. */
  List<INDArray> zeros() {
    arrays.forEach(array -> array.assign(0));
    return arrays;
  }

  /** The arrays with the numbers of this step. */
  List<INDArray> load() {
    for (int i = 0; i < arrays.size(); i++) {
      StockArrays.fill(arrays.get(i), tensors.get(i));
    }
    return arrays;
  }

  Tensor first() {
    return tensors.get(0);
  }

  /** Memory for the gradients that are wanted, null for others. */
  List<Tensor> gradients(Plan backward, boolean[] wanted) {
    List<Tensor> gradients = new ArrayList<>();
    for (int i = 0; i < wanted.length; i++) {
      gradients.add(
          wanted[i]
              ? backward.tensor(Layout.plain(backward.arena(), tensors.get(i).dims()))
              : null);
    }
    return gradients;
  }

  /**
   * @throws IllegalStateException when DL4J has no gradient where one is wanted
   */
  static void put(List<INDArray> computed, List<Tensor> wanted) {
    for (int i = 0; i < wanted.size(); i++) {
      if (wanted.get(i) == null) {
        continue;
      }
      if (computed.get(i) == null) {
        throw new IllegalStateException("Deeplearning4j gives no gradient of input " + i);
      }
      StockArrays.put(computed.get(i), wanted.get(i));
    }
  }
}
