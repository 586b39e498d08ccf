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
import static org.bytedeco.dnnl.global.dnnl.dnnl_query_dst_md;
import static org.bytedeco.dnnl.global.dnnl.dnnl_query_src_md;
import static org.bytedeco.dnnl.global.dnnl.dnnl_query_weights_md;
import static org.dl4jlab.onednn.primitive.Primitive.arg;

import java.util.List;
import java.util.stream.Stream;
import org.dl4jlab.onednn.parameters.Parameters;
import org.dl4jlab.onednn.plan.Plan;
import org.dl4jlab.onednn.plan.Value;
import org.dl4jlab.onednn.primitive.Arena;
import org.dl4jlab.onednn.primitive.Layout;
import org.dl4jlab.onednn.primitive.Primitive;
import org.dl4jlab.onednn.primitive.Primitives;
import org.dl4jlab.onednn.primitive.Tensor;
import org.dl4jlab.program.Node;
import org.dl4jlab.program.Operation.GroupedConvolution;
import org.dl4jlab.program.Window;

/**
 * Convolutions of groups of channels. Their weights are few: they stay in the network's order, and
 * are copied into the one that oneDNN likes at each step.
 */
final class GroupedConvolutionLowering implements Lowering<GroupedConvolution> {

  private static long[] inputDims(Node node, GroupedConvolution convolution, Value value) {
    long[] dims = Shapes.requireImage(node, value.dims());
    return Shapes.requireChannels(node, convolution.shape()[0] * convolution.shape()[2], dims);
  }

  private static long[] outputDims(GroupedConvolution convolution, long[] input) {
    long[] weights = convolution.shape();
    Window window = convolution.kernel().window(input);
    return new long[] {
      input[0], weights[0] * weights[1], window.places(0, input[2]), window.places(1, input[3])
    };
  }

  private static Layout bias(Arena arena, GroupedConvolution convolution) {
    return convolution.bias() == null ? null : Layout.plain(arena, convolution.bias().shape());
  }

  /** The first forward primitive whose backward passes are no plain loops, if there is one. */
  private static Primitive forward(Arena arena, GroupedConvolution convolution, long[] input) {
    List<Primitive> candidates =
        Stream.of(
                Layout.any(arena, input),
                Layout.channelsLast(arena, input),
                Layout.plain(arena, input))
            .map(src -> forward(arena, convolution, src))
            .toList();
    return candidates.stream()
        .filter(candidate -> !isReference(arena, convolution, candidate, input))
        .findFirst()
        .orElse(candidates.get(0));
  }

  private static Primitive forward(Arena arena, GroupedConvolution convolution, Layout src) {
    return Primitives.convolution(
        arena,
        src,
        Layout.any(arena, convolution.shape()),
        bias(arena, convolution),
        Layout.any(arena, outputDims(convolution, src.dims())),
        convolution.kernel().window(src.dims()),
        null);
  }

  private static Primitive ofWeights(
      Arena arena, GroupedConvolution convolution, Layout src, Layout diff, Primitive forward) {
    return Primitives.convolutionBackwardWeights(
        arena,
        src,
        Layout.any(arena, convolution.shape()),
        bias(arena, convolution),
        diff,
        convolution.kernel().window(src.dims()),
        forward);
  }

  private static Primitive ofData(
      Arena arena, GroupedConvolution convolution, Layout src, Layout diff, Primitive forward) {
    return Primitives.convolutionBackwardData(
        arena,
        src,
        Layout.any(arena, convolution.shape()),
        diff,
        convolution.kernel().window(src.dims()),
        forward);
  }

  private static boolean isReference(
      Arena arena, GroupedConvolution convolution, Primitive forward, long[] input) {
    Layout src = forward.layout(dnnl_query_src_md, input);
    Layout dst = forward.layout(dnnl_query_dst_md, outputDims(convolution, input));
    return forward.isReference()
        || ofWeights(arena, convolution, src, dst, forward).isReference()
        || ofData(arena, convolution, src, dst, forward).isReference();
  }

  /** Adds the forward pass, and returns the output. */
  private static Tensor add(
      Plan plan,
      GroupedConvolution convolution,
      Primitive forward,
      Tensor src,
      Tensor weights,
      Tensor bias) {
    Tensor dst =
        plan.tensor(forward.layout(dnnl_query_dst_md, outputDims(convolution, src.dims())));
    plan.add(
        bias == null
            ? forward.call(
                arg(DNNL_ARG_SRC, src), arg(DNNL_ARG_WEIGHTS, weights), arg(DNNL_ARG_DST, dst))
            : forward.call(
                arg(DNNL_ARG_SRC, src),
                arg(DNNL_ARG_WEIGHTS, weights),
                arg(DNNL_ARG_BIAS, bias),
                arg(DNNL_ARG_DST, dst)));
    return dst;
  }

  /** Weights in the network's order, as groups. */
  private static Tensor grouped(Plan plan, GroupedConvolution convolution, long address) {
    Layout layout = Layout.strided(plan.arena(), convolution.shape(), convolution.strides());
    return Tensor.at(plan.arena(), layout, address);
  }

  @Override
  public Tensor infer(
      Node node, GroupedConvolution convolution, List<Value> inputs, InferenceContext context) {
    Plan plan = context.plan();
    Plan refresh = context.refresh();
    long[] input = inputDims(node, convolution, inputs.get(0));
    Primitive forward = forward(plan.arena(), convolution, input);
    Tensor inGraph = grouped(refresh, convolution, context.address(convolution.weights()));
    Tensor weights = refresh.tensor(forward.layout(dnnl_query_weights_md, convolution.shape()));
    refresh.copy(inGraph, weights);
    Tensor bias =
        convolution.bias() == null
            ? null
            : Tensor.at(
                plan.arena(), bias(plan.arena(), convolution), context.address(convolution.bias()));
    Tensor src = inputs.get(0).as(forward.layout(dnnl_query_src_md, input));
    return add(plan, convolution, forward, src, weights, bias);
  }

  @Override
  public Lowered train(
      Node node, GroupedConvolution convolution, List<Value> inputs, TrainingContext context) {
    Plan plan = context.plan();
    Parameters parameters = context.parameters();
    long[] input = inputDims(node, convolution, inputs.get(0));
    Primitive forward = forward(plan.arena(), convolution, input);
    Tensor src = inputs.get(0).as(forward.layout(dnnl_query_src_md, input));
    Tensor kept = grouped(plan, convolution, parameters.value(convolution.weights()).address());
    Tensor weights = plan.as(kept, forward.layout(dnnl_query_weights_md, convolution.shape()));
    Tensor bias = convolution.bias() == null ? null : parameters.value(convolution.bias());
    Tensor dst = add(plan, convolution, forward, src, weights, bias);

    return new Lowered.Unary() {
      @Override
      public Tensor output() {
        return dst;
      }

      @Override
      public boolean readsOutput() {
        return false;
      }

      @Override
      public Tensor backward(Plan backward, Tensor gradient, boolean wanted) {
        Tensor diff = backward.as(gradient, dst.layout());
        addWeightsGradient(backward, diff);
        return wanted ? addDataGradient(backward, diff) : null;
      }

      private void addWeightsGradient(Plan backward, Tensor diff) {
        Primitive primitive =
            ofWeights(backward.arena(), convolution, src.layout(), diff.layout(), forward);
        Tensor computed =
            backward.tensor(primitive.layout(dnnl_query_diff_weights_md, convolution.shape()));
        backward.add(
            bias == null
                ? primitive.call(
                    arg(DNNL_ARG_SRC, src),
                    arg(DNNL_ARG_DIFF_DST, diff),
                    arg(DNNL_ARG_DIFF_WEIGHTS, computed))
                : primitive.call(
                    arg(DNNL_ARG_SRC, src),
                    arg(DNNL_ARG_DIFF_DST, diff),
                    arg(DNNL_ARG_DIFF_WEIGHTS, computed),
                    arg(DNNL_ARG_DIFF_BIAS, parameters.gradient(convolution.bias()))));
        long place = parameters.gradient(convolution.weights()).address();
        backward.copy(computed, grouped(backward, convolution, place));
      }

      private Tensor addDataGradient(Plan backward, Tensor diff) {
        Primitive primitive =
            ofData(backward.arena(), convolution, src.layout(), diff.layout(), forward);
        Tensor w = backward.as(kept, primitive.layout(dnnl_query_weights_md, convolution.shape()));
        Tensor diffSrc = backward.tensor(src.layout().in(backward.arena()));
        backward.add(
            primitive.call(
                arg(DNNL_ARG_DIFF_DST, diff),
                arg(DNNL_ARG_WEIGHTS, w),
                arg(DNNL_ARG_DIFF_SRC, diffSrc)));
        return diffSrc;
      }
    };
  }
}
