package org.dl4jlab.onednn.lowering;

import org.bytedeco.javacpp.Pointer;
import org.dl4jlab.onednn.plan.NamedTask;
import org.dl4jlab.onednn.plan.Plan;
import org.dl4jlab.onednn.primitive.Address;
import org.dl4jlab.onednn.primitive.Layout;
import org.dl4jlab.onednn.primitive.Tensor;

/**
 * Parts of tensors; of row-major ones, because those of blocked layouts can begin at blocks only.
 */
final class Parts {

  private Parts() {}

  private static Tensor view(Plan plan, Tensor plain, long[] from, long[] dims) {
    Layout layout = plain.layout().part(plan.arena(), dims, from);
    return Tensor.at(plan.arena(), layout, plain.address());
  }

  /** A copy of a part in a layout of its own. */
  static Tensor cut(Plan plan, Tensor whole, long[] from, Layout layout) {
    Tensor part = plan.tensor(layout.in(plan.arena()));
    plan.copy(view(plan, plan.plain(whole), from, layout.dims()), part);
    return part;
  }

  /**
   * A tensor among zeros, row-major.
   *
   * @param dims of the whole
   */
  static Tensor embed(Plan plan, Tensor part, long[] from, long[] dims) {
    Tensor whole = plan.tensor(Layout.plain(plan.arena(), dims));
    Address address = new Address(whole.address());
    long bytes = whole.layout().bytes();
    // Anew in each step: whoever reads the whole may have overwritten it.
    plan.add(new NamedTask("zeros", () -> Pointer.memset(address, 0, bytes)));
    plan.copy(part, view(plan, whole, from, part.dims()));
    return whole;
  }
}
