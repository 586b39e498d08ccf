package org.dl4jlab.onednn.lowering;

import org.dl4jlab.onednn.plan.Plan;
import org.dl4jlab.onednn.primitive.Layout;
import org.dl4jlab.onednn.primitive.Tensor;

/**
 * The order of an LSTM's gates. DL4J's columns are candidate, forget, output, input, and behind
 * them, one for each, the peepholes of forget, output, input. oneDNN wants input, forget,
 * candidate, output; of the peepholes input, forget, output.
 */
final class GateOrder {

  /** For each of oneDNN's gates, which of DL4J's it is. */
  private static final int[] OF_DL4J = {3, 1, 0, 2};

  private static final int[] PEEPHOLES_OF_DL4J = {2, 0, 1};

  private GateOrder() {}

  /**
   * Adds copies from DL4J's order to oneDNN's.
   *
   * @param from {@code [rows, 4 * units]} or more columns, in any regular layout
   * @param to {@code rows * 4 * units} numbers, row-major
   */
  static void toOneDnn(Plan plan, Tensor from, Tensor to) {
    for (int gate = 0; gate < OF_DL4J.length; gate++) {
      plan.copy(ofDl4j(plan, from, gate), ofOneDnn(plan, from, to, gate));
    }
  }

  /** Adds copies from oneDNN's order to DL4J's. */
  static void toDl4j(Plan plan, Tensor from, Tensor to) {
    for (int gate = 0; gate < OF_DL4J.length; gate++) {
      plan.copy(ofOneDnn(plan, to, from, gate), ofDl4j(plan, to, gate));
    }
  }

  /**
   * Adds copies of the peepholes.
   *
   * @param from {@code [units, 4 * units + 3]}
   * @param to {@code 3 * units} numbers
   */
  static void peepholesToOneDnn(Plan plan, Tensor from, Tensor to) {
    for (int gate = 0; gate < PEEPHOLES_OF_DL4J.length; gate++) {
      plan.copy(peepholeOfDl4j(plan, from, gate), peepholeOfOneDnn(plan, from, to, gate));
    }
  }

  /** Adds copies of the peepholes the other way. */
  static void peepholesToDl4j(Plan plan, Tensor from, Tensor to) {
    for (int gate = 0; gate < PEEPHOLES_OF_DL4J.length; gate++) {
      plan.copy(peepholeOfOneDnn(plan, to, from, gate), peepholeOfDl4j(plan, to, gate));
    }
  }

  private static long units(Tensor ofDl4j) {
    return ofDl4j.dims()[1] / OF_DL4J.length;
  }

  private static Tensor ofDl4j(Plan plan, Tensor whole, int gate) {
    long units = units(whole);
    return columns(plan, whole, OF_DL4J[gate] * units, units);
  }

  private static Tensor peepholeOfDl4j(Plan plan, Tensor whole, int gate) {
    return columns(plan, whole, OF_DL4J.length * units(whole) + PEEPHOLES_OF_DL4J[gate], 1);
  }

  private static Tensor columns(Plan plan, Tensor whole, long from, long count) {
    long[] dims = {whole.dims()[0], count};
    Layout part = whole.layout().part(plan.arena(), dims, new long[] {0, from});
    return Tensor.at(plan.arena(), part, whole.address());
  }

  private static Tensor ofOneDnn(Plan plan, Tensor ofDl4j, Tensor whole, int gate) {
    long units = units(ofDl4j);
    long[] dims = {ofDl4j.dims()[0], units};
    Layout part = Layout.strided(plan.arena(), dims, new long[] {OF_DL4J.length * units, 1});
    return Tensor.at(plan.arena(), part, whole.address() + gate * units * Float.BYTES);
  }

  private static Tensor peepholeOfOneDnn(Plan plan, Tensor ofDl4j, Tensor whole, int gate) {
    long units = units(ofDl4j);
    Layout part = Layout.strided(plan.arena(), new long[] {units, 1}, new long[] {1, 1});
    return Tensor.at(plan.arena(), part, whole.address() + gate * units * Float.BYTES);
  }
}
