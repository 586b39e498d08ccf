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

import java.util.ArrayList;
import java.util.Arrays;
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

/**
 * A dense layer. Behind a convolution it reads the image as it lies in memory, so that flattening
 * costs nothing: its weights then have the image's shape.
 *
 * @param weights {@code [units, features]}
 * @param bias {@code [units]}, null for none
 */
public record Dense(String name, Slot weights, Slot bias) implements WeightedLayer {

  @Override
  public long[] outputDims(long[] input) {
    return new long[] {input[0], weights.dims()[0]};
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

  /** The weights' shape for inputs of this shape: {@code [units, …]}. */
  long[] weightDims(long[] input) {
    long[] dims = input.clone();
    dims[0] = weights.dims()[0];
    if (Layout.elements(dims) != Layout.elements(weights.dims())) {
      throw new IllegalArgumentException(
          "'%s' takes %d features, not an input of %s"
              .formatted(name, weights.dims()[1], Arrays.toString(input)));
    }
    return dims;
  }

  Primitive forward(
      Arena arena, boolean training, Layout src, Layout weightLayout, Attributes attributes) {
    return Primitives.innerProduct(
        arena,
        training,
        src,
        weightLayout,
        bias == null && attributes == null ? null : Layout.plain(arena, weights.dims()[0]),
        Layout.plain(arena, outputDims(src.dims())),
        attributes);
  }

  @Override
  public Tensor infer(Plan plan, Source source, FoldedWeights folded, Attributes attributes) {
    Arena arena = plan.arena();
    Tensor src = source.tensor();
    long[] weightDims = weightDims(src.dims());
    Primitive forward =
        forward(arena, false, src.layout(), Layout.any(arena, weightDims), attributes);
    Tensor w = folded.weightsIn(plan, forward.layout(dnnl_query_weights_md, weightDims));
    Tensor dst = plan.tensor(Layout.plain(arena, outputDims(src.dims())));
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
    Arena arena = plan.arena();
    Tensor src = source.tensor();
    long[] weightDims = weightDims(src.dims());
    Primitive forward = forward(arena, true, src.layout(), Layout.any(arena, weightDims), null);
    Layout preferred = forward.layout(dnnl_query_weights_md, weightDims);
    Tensor w = plan.as(parameters.keep(weights, preferred), preferred);
    Tensor dst = plan.tensor(Layout.plain(arena, outputDims(src.dims())));
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
        Tensor diff = backward.plain(diffOutput);
        addWeightsGradient(backward, parameters, forward, src, diff);
        return needed ? addDataGradient(backward, parameters, forward, src, diff) : null;
      }
    };
  }

  private void addWeightsGradient(
      Plan plan, Parameters parameters, Primitive forward, Tensor src, Tensor diff) {
    long[] weightDims = weightDims(src.dims());
    Primitive backward =
        Primitives.innerProductBackwardWeights(
            plan.arena(),
            src.layout(),
            Layout.any(plan.arena(), weightDims),
            bias == null ? null : Layout.plain(plan.arena(), bias.dims()),
            diff.layout(),
            forward);
    Layout layout = backward.layout(dnnl_query_diff_weights_md, weightDims);
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
    long[] weightDims = weightDims(src.dims());
    Primitive backward =
        Primitives.innerProductBackwardData(
            plan.arena(),
            src.layout(),
            Layout.any(plan.arena(), weightDims),
            diff.layout(),
            forward);
    Tensor w =
        plan.as(parameters.value(weights), backward.layout(dnnl_query_weights_md, weightDims));
    Tensor diffSrc = plan.tensor(src.layout().in(plan.arena()));
    plan.add(
        backward.call(
            arg(DNNL_ARG_DIFF_DST, diff),
            arg(DNNL_ARG_WEIGHTS, w),
            arg(DNNL_ARG_DIFF_SRC, diffSrc)));
    return diffSrc;
  }
}
