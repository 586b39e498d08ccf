package org.dl4jlab.onednn.lowering;

import org.dl4jlab.onednn.plan.Plan;
import org.dl4jlab.onednn.primitive.Layout;
import org.dl4jlab.onednn.primitive.Tensor;

/**
 * The order of an LSTM's gates: DL4J's columns are candidate, forget, output, input; oneDNN wants
 * input, forget, candidate, output.
 */
final class GateOrder {

  /** For each of oneDNN's gates, which of DL4J's it is. */
  private static final int[] OF_DL4J = {3, 1, 0, 2};

  private GateOrder() {}

  /**
   * Adds copies from DL4J's order to oneDNN's.
   *
   * @param from {@code [rows, 4 * units]} in any regular layout
   * @param to {@code rows * 4 * units} numbers, row-major
   */
  static void toOneDnn(Plan plan, Tensor from, Tensor to) {
    for (int gate = 0; gate < OF_DL4J.length; gate++) {
      plan.copy(ofDl4j(plan, from, OF_DL4J[gate]), ofOneDnn(plan, from.dims(), to, gate));
    }
  }

  /** Adds copies from oneDNN's order to DL4J's. */
  static void toDl4j(Plan plan, Tensor from, Tensor to) {
    for (int gate = 0; gate < OF_DL4J.length; gate++) {
      plan.copy(ofOneDnn(plan, to.dims(), from, gate), ofDl4j(plan, to, OF_DL4J[gate]));
    }
  }

  private static Tensor ofDl4j(Plan plan, Tensor whole, int gate) {
    long units = whole.dims()[1] / OF_DL4J.length;
    Layout part =
        whole
            .layout()
            .part(plan.arena(), new long[] {whole.dims()[0], units}, new long[] {0, gate * units});
    return Tensor.at(plan.arena(), part, whole.address());
  }

  private static Tensor ofOneDnn(Plan plan, long[] dims, Tensor whole, int gate) {
    long units = dims[1] / OF_DL4J.length;
    Layout part =
        Layout.strided(plan.arena(), new long[] {dims[0], units}, new long[] {dims[1], 1});
    return Tensor.at(plan.arena(), part, whole.address() + gate * units * Float.BYTES);
  }
}
