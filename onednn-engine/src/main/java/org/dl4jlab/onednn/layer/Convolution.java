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
import static org.bytedeco.dnnl.global.dnnl.dnnl_query_dst_md;
import static org.bytedeco.dnnl.global.dnnl.dnnl_query_src_md;
import static org.bytedeco.dnnl.global.dnnl.dnnl_query_weights_md;
import static org.dl4jlab.onednn.primitive.Primitive.arg;

import java.util.ArrayList;
import java.util.List;
import org.dl4jlab.onednn.parameters.Parameters;
import org.dl4jlab.onednn.parameters.Slot;
import org.dl4jlab.onednn.plan.Plan;
import org.dl4jlab.onednn.plan.Source;
import org.dl4jlab.onednn.primitive.Arena;
import org.dl4jlab.onednn.primitive.Attributes;
import org.dl4jlab.onednn.primitive.Layout;
import org.dl4jlab.onednn.primitive.Primitive;
import org.dl4jlab.onednn.primitive.Primitives;
import org.dl4jlab.onednn.primitive.Tensor;
import org.dl4jlab.onednn.primitive.Window;

/**
 * A convolution over images, or over series as images of width 1.
 *
 * @param sliding how the kernel moves; its padding depends on the input where it is "same"
 * @param weights {@code [filters, channels, kernel height, kernel width]}
 * @param bias {@code [filters]}, null for none
 */
public record Convolution(String name, Sliding sliding, Slot weights, Slot bias)
    implements WeightedLayer {

  @Override
  public long[] outputDims(long[] input) {
    Window window = sliding.window(input);
    return new long[] {
      input[0], weights.dims()[0], window.places(0, input[2]), window.places(1, input[3])
    };
  }

  @Override
  public List<Slot> slots() {
    List<Slot> slots = new ArrayList<>();
    slots.add(weights);
    if (bias != null) {
      slots.add(bias);
    }
    return slots;
  }

  /** The forward primitive for inputs of this shape, in the layouts that oneDNN likes best. */
  Primitive forward(Arena arena, boolean training, long[] input, Attributes attributes) {
    return Primitives.convolution(
        arena,
        training,
        Layout.any(arena, input),
        Layout.any(arena, weights.dims()),
        bias == null && attributes == null ? null : Layout.plain(arena, weights.dims()[0]),
        Layout.any(arena, outputDims(input)),
        sliding.window(input),
        attributes);
  }

  @Override
  public Tensor infer(Plan plan, Source source, FoldedWeights folded, Attributes attributes) {
    long[] input = source.dims();
    Primitive forward = forward(plan.arena(), false, input, attributes);
    Tensor src = source.as(forward.layout(dnnl_query_src_md, input));
    Tensor w = folded.weightsIn(plan, forward.layout(dnnl_query_weights_md, weights.dims()));
    Tensor dst = plan.tensor(forward.layout(dnnl_query_dst_md, outputDims(input)));
    plan.add(
        forward.call(
            arg(DNNL_ARG_SRC, src),
            arg(DNNL_ARG_WEIGHTS, w),
            arg(DNNL_ARG_BIAS, folded.bias()),
            arg(DNNL_ARG_DST, dst)));
    return dst;
  }

  @Override
  public Training train(Plan plan, Parameters parameters, Source source) {
    long[] input = source.dims();
    Arena arena = plan.arena();
    Primitive forward = forward(arena, true, input, null);
    Tensor src = source.as(forward.layout(dnnl_query_src_md, input));
    Layout preferred = forward.layout(dnnl_query_weights_md, weights.dims());
    Tensor w = plan.as(parameters.keep(weights, preferred), preferred);
    Tensor dst = plan.tensor(forward.layout(dnnl_query_dst_md, outputDims(input)));
    plan.add(
        bias == null
            ? forward.call(arg(DNNL_ARG_SRC, src), arg(DNNL_ARG_WEIGHTS, w), arg(DNNL_ARG_DST, dst))
            : forward.call(
                arg(DNNL_ARG_SRC, src),
                arg(DNNL_ARG_WEIGHTS, w),
                arg(DNNL_ARG_BIAS, parameters.value(bias)),
                arg(DNNL_ARG_DST, dst)));

    return new Training() {
      @Override
      public Tensor output() {
        return dst;
      }

      @Override
      public Tensor backward(Plan backward, Tensor diffOutput, boolean needed) {
        Tensor diff = backward.as(diffOutput, dst.layout());
        addWeightsGradient(backward, parameters, forward, src, diff);
        return needed ? addDataGradient(backward, parameters, forward, src, diff) : null;
      }
    };
  }

  private void addWeightsGradient(
      Plan plan, Parameters parameters, Primitive forward, Tensor src, Tensor diff) {
    Primitive backward =
        Primitives.convolutionBackwardWeights(
            plan.arena(),
            src.layout(),
            Layout.any(plan.arena(), weights.dims()),
            bias == null ? null : Layout.plain(plan.arena(), bias.dims()),
            diff.layout(),
            sliding.window(src.dims()),
            forward);
    Layout layout = backward.layout(dnnl_query_diff_weights_md, weights.dims());
    Tensor kept = parameters.gradient(weights);
    Tensor computed = layout.sameAs(kept.layout()) ? kept : plan.tensor(layout);
    plan.add(
        bias == null
            ? backward.call(
                arg(DNNL_ARG_SRC, src),
                arg(DNNL_ARG_DIFF_DST, diff),
                arg(DNNL_ARG_DIFF_WEIGHTS, computed))
            : backward.call(
                arg(DNNL_ARG_SRC, src),
                arg(DNNL_ARG_DIFF_DST, diff),
                arg(DNNL_ARG_DIFF_WEIGHTS, computed),
                arg(DNNL_ARG_DIFF_BIAS, parameters.gradient(bias))));
    if (computed != kept) {
      plan.copy(computed, kept);
    }
  }

  private Tensor addDataGradient(
      Plan plan, Parameters parameters, Primitive forward, Tensor src, Tensor diff) {
    Primitive backward =
        Primitives.convolutionBackwardData(
            plan.arena(),
            src.layout(),
            Layout.any(plan.arena(), weights.dims()),
            diff.layout(),
            sliding.window(src.dims()),
            forward);
    Tensor w =
        plan.as(parameters.value(weights), backward.layout(dnnl_query_weights_md, weights.dims()));
    Tensor diffSrc = plan.tensor(src.layout().in(plan.arena()));
    plan.add(
        backward.call(
            arg(DNNL_ARG_DIFF_DST, diff),
            arg(DNNL_ARG_WEIGHTS, w),
            arg(DNNL_ARG_DIFF_SRC, diffSrc)));
    return diffSrc;
  }
}
