package org.dl4jlab.onednn.lowering;

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
import org.dl4jlab.onednn.plan.Plan;
import org.dl4jlab.onednn.plan.Value;
import org.dl4jlab.onednn.primitive.Arena;
import org.dl4jlab.onednn.primitive.Attributes;
import org.dl4jlab.onednn.primitive.Layout;
import org.dl4jlab.onednn.primitive.Primitive;
import org.dl4jlab.onednn.primitive.Tensor;
import org.dl4jlab.program.Node;
import org.dl4jlab.program.Operation.Product;

/**
 * What multiplies with weights, so that what follows it can be fused to it.
 *
 * @param <P> the kind of product
 */
abstract class ProductLowering<P extends Product> implements Lowering<P> {

  /**
   * Adds the forward pass of inference to the plan.
   *
   * @param folded weights and bias, with a batch normalization's in them where one follows
   * @param attributes with the activation that follows
   * @return the output
   */
  abstract Tensor infer(
      Node node, P product, Value input, Plan plan, FoldedWeights folded, Attributes attributes);

  @Override
  public Tensor infer(Node node, P product, List<Value> inputs, InferenceContext context) {
    return infer(
        node,
        product,
        inputs.get(0),
        context.plan(),
        new FoldedWeights(product, null, context),
        new Attributes(context.arena()));
  }

  /** The bias's layout for a primitive, null for none. */
  static Layout biasLayout(Arena arena, Product product) {
    return product.bias() == null ? null : Layout.plain(arena, product.bias().shape());
  }

  /** Adds the forward pass of training; the weights are kept in the layout that is preferred. */
  static void addForward(
      TrainingContext context,
      Product product,
      Primitive forward,
      Layout preferred,
      Tensor src,
      Tensor dst) {
    Plan plan = context.plan();
    Parameters parameters = context.parameters();
    Tensor w = plan.as(parameters.keep(product.weights(), preferred), preferred);
    plan.add(
        product.bias() == null
            ? forward.call(arg(DNNL_ARG_SRC, src), arg(DNNL_ARG_WEIGHTS, w), arg(DNNL_ARG_DST, dst))
            : forward.call(
                arg(DNNL_ARG_SRC, src),
                arg(DNNL_ARG_WEIGHTS, w),
                arg(DNNL_ARG_BIAS, parameters.value(product.bias())),
                arg(DNNL_ARG_DST, dst)));
  }

  /** Adds the gradients of weights and bias, in the order in which the parameters are kept. */
  static void addWeightsGradient(
      Plan plan,
      Parameters parameters,
      Product product,
      Primitive backward,
      long[] weightDims,
      Tensor src,
      Tensor diff) {
    Layout layout = backward.layout(dnnl_query_diff_weights_md, weightDims);
    Tensor kept = parameters.gradient(product.weights());
    Tensor computed = layout.sameAs(kept.layout()) ? kept : plan.tensor(layout);
    plan.add(
        product.bias() == null
            ? backward.call(
                arg(DNNL_ARG_SRC, src),
                arg(DNNL_ARG_DIFF_DST, diff),
                arg(DNNL_ARG_DIFF_WEIGHTS, computed))
            : backward.call(
                arg(DNNL_ARG_SRC, src),
                arg(DNNL_ARG_DIFF_DST, diff),
                arg(DNNL_ARG_DIFF_WEIGHTS, computed),
                arg(DNNL_ARG_DIFF_BIAS, parameters.gradient(product.bias()))));
    if (computed != kept) {
      plan.copy(computed, kept);
    }
  }

  /** Adds the gradient of the input, in the input's own layout. */
  static Tensor addDataGradient(
      Plan plan,
      Parameters parameters,
      Product product,
      Primitive backward,
      long[] weightDims,
      Tensor src,
      Tensor diff) {
    Layout layout = backward.layout(dnnl_query_weights_md, weightDims);
    Tensor w = plan.as(parameters.value(product.weights()), layout);
    Tensor diffSrc = plan.tensor(src.layout().in(plan.arena()));
    plan.add(
        backward.call(
            arg(DNNL_ARG_DIFF_DST, diff),
            arg(DNNL_ARG_WEIGHTS, w),
            arg(DNNL_ARG_DIFF_SRC, diffSrc)));
    return diffSrc;
  }

  /** Adds the forward pass of inference. */
  static void addInference(
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
}
