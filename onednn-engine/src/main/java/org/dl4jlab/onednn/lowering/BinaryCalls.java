package org.dl4jlab.onednn.lowering;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC_1;
import static org.dl4jlab.onednn.primitive.Primitive.arg;

import org.dl4jlab.onednn.plan.Plan;
import org.dl4jlab.onednn.primitive.Eltwise;
import org.dl4jlab.onednn.primitive.Primitives;
import org.dl4jlab.onednn.primitive.Tensor;

/** Element-wise calls on tensors of one layout; the target may be one of the operands. */
public final class BinaryCalls {

  private BinaryCalls() {}

  /**
   * Adds {@code target = function(a, b)}.
   *
   * @param algorithm such as {@code dnnl_binary_mul}
   */
  public static void add(Plan plan, int algorithm, Tensor a, Tensor b, Tensor target) {
    plan.add(
        Primitives.binary(plan.arena(), algorithm, a.layout(), b.layout(), target.layout(), null)
            .call(arg(DNNL_ARG_SRC, a), arg(DNNL_ARG_SRC_1, b), arg(DNNL_ARG_DST, target)));
  }

  /** Adds {@code tensor = factor * tensor}. */
  static void scale(Plan plan, Tensor tensor, float factor) {
    plan.add(
        Primitives.eltwise(
                plan.arena(), false, tensor.layout(), tensor.layout(), Eltwise.linear(factor, 0))
            .call(arg(DNNL_ARG_SRC, tensor), arg(DNNL_ARG_DST, tensor)));
  }

  /** A copy that nobody else reads. */
  static Tensor copy(Plan plan, Tensor tensor) {
    Tensor copy = plan.tensor(tensor.layout().in(plan.arena()));
    plan.copy(tensor, copy);
    return copy;
  }
}
