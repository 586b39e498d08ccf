package org.dl4jlab.onednn.update;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_WEIGHTS;
import static org.dl4jlab.onednn.primitive.Primitive.arg;

import java.util.stream.Stream;
import org.dl4jlab.onednn.plan.Plan;
import org.dl4jlab.onednn.primitive.Layout;
import org.dl4jlab.onednn.primitive.Primitives;
import org.dl4jlab.onednn.primitive.Tensor;

/** Calls over vectors, and the numbers that they are given: made once, run at every step. */
final class VectorPlan implements AutoCloseable {

  private final Plan plan = new Plan();
  private final Layout number = Layout.plain(plan.arena(), 1);

  /** Memory that somebody else owns. */
  Tensor vector(long address, long length) {
    return Tensor.at(plan.arena(), Layout.plain(plan.arena(), length), address);
  }

  /** New memory, as long as another vector. */
  Tensor like(Tensor vector) {
    return plan.tensor(vector.layout().in(plan.arena()));
  }

  Tensor number(double value) {
    Tensor tensor = plan.tensor(number);
    set(tensor, value);
    return tensor;
  }

  static void set(Tensor number, double value) {
    number.floats().put(0, (float) value);
  }

  static double get(Tensor number) {
    return number.floats().get(0);
  }

  /**
   * @param factor a vector or a number
   */
  Pass pass(Tensor source, Tensor factor) {
    return new Pass(plan, source, factor);
  }

  /**
   * The sum of the products of two vectors' elements, as a product of a row and a column: oneDNN's
   * reduction of a whole vector is a plain loop, tens of times slower.
   */
  Tensor dot(Tensor a, Tensor b) {
    long length = a.dims()[0];
    Tensor row = plan.reshaped(a, 1, length);
    Tensor column = plan.reshaped(b, length, 1);
    Tensor product = plan.tensor(Layout.plain(plan.arena(), 1, 1));
    plan.add(
        Primitives.matmul(plan.arena(), row.layout(), column.layout(), product.layout())
            .call(
                arg(DNNL_ARG_SRC, row), arg(DNNL_ARG_WEIGHTS, column), arg(DNNL_ARG_DST, product)));
    return product;
  }

  void run() {
    plan.run();
  }

  Stream<Runnable> calls() {
    return plan.calls().stream();
  }

  @Override
  public void close() {
    plan.close();
  }
}
