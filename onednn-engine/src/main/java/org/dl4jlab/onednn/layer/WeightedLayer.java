package org.dl4jlab.onednn.layer;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_BIAS;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_BIAS;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_WEIGHTS;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_WEIGHTS;
import static org.bytedeco.dnnl.global.dnnl.dnnl_query_diff_weights_md;
import static org.bytedeco.dnnl.global.dnnl.dnnl_query_weights_md;
import static org.dl4jlab.onednn.primitive.Primitive.arg;

import java.util.List;
import org.dl4jlab.onednn.parameters.Parameters;
import org.dl4jlab.onednn.parameters.Slot;
import org.dl4jlab.onednn.plan.Plan;
import org.dl4jlab.onednn.plan.Source;
import org.dl4jlab.onednn.primitive.Arena;
import org.dl4jlab.onednn.primitive.Attributes;
import org.dl4jlab.onednn.primitive.Layout;
import org.dl4jlab.onednn.primitive.Primitive;
import org.dl4jlab.onednn.primitive.Tensor;

/** A layer that multiplies with weights, so that what follows it can be folded into it. */
public interface WeightedLayer extends OneDnnLayer {

  /** Its first dimension is that of the output's channels. */
  Slot weights();

  /** One for each channel of the output, null for none. */
  Slot bias();

  /**
   * Adds the forward pass of inference to the plan.
   *
   * @param folded weights and bias, with a batch normalization's in them where one follows
   * @param attributes with the activation that follows
   * @return the output
   */
  Tensor infer(Plan plan, Source source, FoldedWeights folded, Attributes attributes);

  @Override
  default List<Slot> slots() {
    return bias() == null ? List.of(weights()) : List.of(weights(), bias());
  }

  /** The bias's layout for a primitive, null for none. */
  default Layout biasLayout(Arena arena) {
    return bias() == null ? null : Layout.plain(arena, bias().dims());
  }

  /** Adds the forward pass of training; the weights are kept in the layout that is preferred. */
  default void addForward(
      Plan plan,
      Parameters parameters,
      Primitive forward,
      Layout preferred,
      Tensor src,
      Tensor dst) {
    Tensor w = plan.as(parameters.keep(weights(), preferred), preferred);
    plan.add(
        bias() == null
            ? forward.call(arg(DNNL_ARG_SRC, src), arg(DNNL_ARG_WEIGHTS, w), arg(DNNL_ARG_DST, dst))
            : forward.call(
                arg(DNNL_ARG_SRC, src),
                arg(DNNL_ARG_WEIGHTS, w),
                arg(DNNL_ARG_BIAS, parameters.value(bias())),
                arg(DNNL_ARG_DST, dst)));
  }

  /** Adds the gradients of weights and bias, in the order in which the parameters are kept. */
  default void addWeightsGradient(
      Plan plan,
      Parameters parameters,
      Primitive backward,
      long[] weightDims,
      Tensor src,
      Tensor diff) {
    Layout layout = backward.layout(dnnl_query_diff_weights_md, weightDims);
    Tensor kept = parameters.gradient(weights());
    Tensor computed = layout.sameAs(kept.layout()) ? kept : plan.tensor(layout);
    plan.add(
        bias() == null
            ? backward.call(
                arg(DNNL_ARG_SRC, src),
                arg(DNNL_ARG_DIFF_DST, diff),
                arg(DNNL_ARG_DIFF_WEIGHTS, computed))
            : backward.call(
                arg(DNNL_ARG_SRC, src),
                arg(DNNL_ARG_DIFF_DST, diff),
                arg(DNNL_ARG_DIFF_WEIGHTS, computed),
                arg(DNNL_ARG_DIFF_BIAS, parameters.gradient(bias()))));
    if (computed != kept) {
      plan.copy(computed, kept);
    }
  }

  /** Adds the gradient of the input, in the input's own layout. */
  default Tensor addDataGradient(
      Plan plan,
      Parameters parameters,
      Primitive backward,
      long[] weightDims,
      Tensor src,
      Tensor diff) {
    Layout layout = backward.layout(dnnl_query_weights_md, weightDims);
    Tensor w = plan.as(parameters.value(weights()), layout);
    Tensor diffSrc = plan.tensor(src.layout().in(plan.arena()));
    plan.add(
        backward.call(
            arg(DNNL_ARG_DIFF_DST, diff),
            arg(DNNL_ARG_WEIGHTS, w),
            arg(DNNL_ARG_DIFF_SRC, diffSrc)));
    return diffSrc;
  }

  /** Adds the forward pass of inference. */
  default void addInference(
      Plan plan,
      Primitive forward,
      long[] weightDims,
      FoldedWeights folded,
      Tensor src,
      Tensor dst) {
    Tensor w = folded.weightsIn(plan, forward.layout(dnnl_query_weights_md, weightDims));
    plan.add(
        forward.call(
            arg(DNNL_ARG_SRC, src),
            arg(DNNL_ARG_WEIGHTS, w),
            arg(DNNL_ARG_BIAS, folded.bias()),
            arg(DNNL_ARG_DST, dst)));
  }

  @Override
  default Tensor infer(Plan plan, Source source) {
    throw new IllegalStateException("The weights of " + name() + " are missing");
  }
}
