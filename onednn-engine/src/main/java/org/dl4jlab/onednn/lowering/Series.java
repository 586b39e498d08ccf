package org.dl4jlab.onednn.lowering;

import org.dl4jlab.onednn.plan.Plan;
import org.dl4jlab.onednn.primitive.Arena;
import org.dl4jlab.onednn.primitive.Layout;
import org.dl4jlab.onednn.primitive.Tensor;

/**
 * Series in the order that recurrent layers like: step by step. As the values of a program they are
 * images {@code [batch, features, steps, 1]}; the same memory is {@code [steps, batch, features]}.
 */
final class Series {

  private Series() {}

  /** Step by step, sample by sample, a step's features side by side. */
  static Layout byStep(Arena arena, long... dims) {
    long batch = dims[0];
    long features = dims[1];
    return Layout.strided(arena, dims, new long[] {features, 1, batch * features, 1});
  }

  /** New memory for series of this shape, step by step. */
  static Tensor allocate(Plan plan, long... dims) {
    return plan.tensor(byStep(plan.arena(), dims));
  }

  /** Series that lie step by step, under another shape in row-major order; nothing is copied. */
  static Tensor as(Plan plan, Tensor byStep, long... dims) {
    return Tensor.at(plan.arena(), Layout.plain(plan.arena(), dims), byStep.address());
  }

  /** Series that lie step by step, as {@code [steps, batch, features]}. */
  static Tensor steps(Plan plan, Tensor byStep) {
    long[] dims = byStep.dims();
    return as(plan, byStep, dims[2], dims[0], dims[1]);
  }
}
