package org.dl4jlab.onednn.lowering;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_WORKSPACE;
import static org.bytedeco.dnnl.global.dnnl.dnnl_pooling_avg_exclude_padding;
import static org.bytedeco.dnnl.global.dnnl.dnnl_pooling_avg_include_padding;
import static org.bytedeco.dnnl.global.dnnl.dnnl_pooling_max;
import static org.bytedeco.dnnl.global.dnnl.dnnl_query_dst_md;
import static org.bytedeco.dnnl.global.dnnl.dnnl_query_workspace_md;
import static org.dl4jlab.onednn.primitive.Primitive.arg;

import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.dl4jlab.onednn.plan.Plan;
import org.dl4jlab.onednn.primitive.Layout;
import org.dl4jlab.onednn.primitive.Primitive;
import org.dl4jlab.onednn.primitive.Primitives;
import org.dl4jlab.onednn.primitive.Tensor;
import org.dl4jlab.program.Window;

/**
 * The pooling of one tensor's windows.
 *
 * @param algorithm oneDNN's number: maximum, or mean with or without the padding
 * @param factor by which the result is multiplied: a sum is a mean times what it divides by
 * @param outputDims {@code [batch, channels, places in height, places in width]}
 */
record PooledWindows(int algorithm, float factor, Window window, long[] outputDims) {

  static PooledWindows of(
      PoolingType type, boolean paddingCounts, Window window, long[] outputDims) {
    int mean =
        paddingCounts || type == PoolingType.SUM
            ? dnnl_pooling_avg_include_padding
            : dnnl_pooling_avg_exclude_padding;
    long size = window.kernel()[0] * window.kernel()[1];
    return new PooledWindows(
        type == PoolingType.MAX ? dnnl_pooling_max : mean,
        type == PoolingType.SUM ? size : 1,
        window,
        outputDims);
  }

  private Primitive forward(Plan plan, boolean training, Tensor src) {
    return Primitives.pooling(
        plan.arena(),
        training,
        algorithm,
        src.layout(),
        Layout.any(plan.arena(), outputDims),
        window);
  }

  /** Of series that lie step by step there is only a plain loop. */
  private Tensor poolable(Plan plan, boolean training, Tensor src) {
    return forward(plan, training, src).isReference() ? plan.plain(src) : src;
  }

  private void scale(Plan plan, Tensor tensor) {
    if (factor != 1) {
      BinaryCalls.scale(plan, tensor, factor);
    }
  }

  Tensor infer(Plan plan, Tensor input) {
    Tensor src = poolable(plan, false, input);
    Primitive forward = forward(plan, false, src);
    Tensor dst = plan.tensor(forward.layout(dnnl_query_dst_md, outputDims));
    plan.add(forward.call(arg(DNNL_ARG_SRC, src), arg(DNNL_ARG_DST, dst)));
    scale(plan, dst);
    return dst;
  }

  Lowered.Unary train(Plan plan, Tensor input) {
    Tensor src = poolable(plan, true, input);
    Primitive forward = forward(plan, true, src);
    Tensor dst = plan.tensor(forward.layout(dnnl_query_dst_md, outputDims));
    boolean max = algorithm == dnnl_pooling_max;
    Tensor winners = max ? plan.tensor(forward.layout(dnnl_query_workspace_md, outputDims)) : null;
    plan.add(
        max
            ? forward.call(
                arg(DNNL_ARG_SRC, src), arg(DNNL_ARG_DST, dst), arg(DNNL_ARG_WORKSPACE, winners))
            : forward.call(arg(DNNL_ARG_SRC, src), arg(DNNL_ARG_DST, dst)));
    scale(plan, dst);

    return new Lowered.Unary() {
      @Override
      public Tensor output() {
        return dst;
      }

      @Override
      public Tensor backward(Plan backward, Tensor gradient, boolean wanted) {
        if (!wanted) {
          return null;
        }
        Tensor diff = backward.as(gradient, dst.layout());
        scale(backward, diff);
        Tensor diffSrc = backward.tensor(src.layout().in(backward.arena()));
        Primitive primitive =
            Primitives.poolingBackward(
                backward.arena(), algorithm, diffSrc.layout(), diff.layout(), window, forward);
        backward.add(
            max
                ? primitive.call(
                    arg(DNNL_ARG_DIFF_DST, diff),
                    arg(DNNL_ARG_WORKSPACE, winners),
                    arg(DNNL_ARG_DIFF_SRC, diffSrc))
                : primitive.call(arg(DNNL_ARG_DIFF_DST, diff), arg(DNNL_ARG_DIFF_SRC, diffSrc)));
        return diffSrc;
      }
    };
  }
}
