package org.dl4jlab.onednn.update;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_ATTR_MULTIPLE_POST_OP_BASE;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC_1;
import static org.bytedeco.dnnl.global.dnnl.dnnl_binary_max;
import static org.bytedeco.dnnl.global.dnnl.dnnl_binary_mul;
import static org.dl4jlab.onednn.primitive.Primitive.arg;

import java.util.ArrayList;
import java.util.List;
import org.dl4jlab.onednn.plan.Plan;
import org.dl4jlab.onednn.primitive.Attributes;
import org.dl4jlab.onednn.primitive.Eltwise;
import org.dl4jlab.onednn.primitive.Primitive;
import org.dl4jlab.onednn.primitive.Primitives;
import org.dl4jlab.onednn.primitive.Tensor;

/**
 * One way through vectors: a product, functions of it, and where the result goes. It is one oneDNN
 * primitive with post-ops, so it runs on all threads and reads each vector once. The target may be
 * one of the operands.
 */
final class Pass {

  private final Plan plan;
  private final Tensor source;
  private final Tensor factor;
  private final Attributes attributes;
  private final List<Primitive.Argument> arguments = new ArrayList<>();
  private int postOps;

  /**
   * @param factor a vector or a number
   */
  Pass(Plan plan, Tensor source, Tensor factor) {
    this.plan = plan;
    this.source = source;
    this.factor = factor;
    attributes = new Attributes(plan.arena());
    arguments.add(arg(DNNL_ARG_SRC, source));
    arguments.add(arg(DNNL_ARG_SRC_1, factor));
  }

  Pass then(Eltwise function) {
    attributes.then(function);
    postOps++;
    return this;
  }

  /**
   * @param other a vector or a number
   */
  Pass times(Tensor other) {
    return combine(dnnl_binary_mul, other);
  }

  /** The larger one of each two elements. */
  Pass max(Tensor other) {
    return combine(dnnl_binary_max, other);
  }

  private Pass combine(int algorithm, Tensor other) {
    attributes.thenBinary(algorithm, other.layout());
    arguments.add(arg(DNNL_ARG_ATTR_MULTIPLE_POST_OP_BASE * (postOps + 1) | DNNL_ARG_SRC_1, other));
    postOps++;
    return this;
  }

  /** {@code target = keep * target + result}. */
  void addTo(Tensor target, float keep) {
    attributes.thenAdd(keep);
    into(target);
  }

  /** {@code target = result}. */
  void into(Tensor target) {
    arguments.add(arg(DNNL_ARG_DST, target));
    plan.add(
        Primitives.binary(
                plan.arena(),
                dnnl_binary_mul,
                source.layout(),
                factor.layout(),
                target.layout(),
                attributes)
            .call(arguments.toArray(Primitive.Argument[]::new)));
  }
}
