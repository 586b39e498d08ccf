package org.dl4jlab.onednn.layer;

import static org.bytedeco.dnnl.global.dnnl.dnnl_query_dst_md;
import static org.bytedeco.dnnl.global.dnnl.dnnl_query_src_md;
import static org.bytedeco.dnnl.global.dnnl.dnnl_query_weights_md;

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
public record Convolution(String name, KernelParameters sliding, Slot weights, Slot bias)
    implements WeightedLayer {

  /** Numbers in the largest vector. */
  private static final int VECTOR = 16;

  @Override
  public long[] outputDims(long[] input) {
    Window window = sliding.window(input);
    return new long[] {
      input[0], weights.dims()[0], window.places(0, input[2]), window.places(1, input[3])
    };
  }

  /**
   * The forward primitive, in the layouts that oneDNN likes best for the given source. It is that
   * of training for inference too: the one which oneDNN would take for inference was the slower
   * one.
   */
  private Primitive forward(Arena arena, Layout src, Attributes attributes) {
    return Primitives.convolution(
        arena,
        src,
        Layout.any(arena, weights.dims()),
        bias == null && attributes == null ? null : Layout.plain(arena, weights.dims()[0]),
        Layout.any(arena, outputDims(src.dims())),
        sliding.window(src.dims()),
        attributes);
  }

  /**
   * The forward primitive of training. oneDNN chooses its layouts for the forward pass alone, and
   * where the channels do not fill vectors, that can leave only plain loops for the backward
   * passes, and copies between the layers; with the channels last there are fast ones, and no
   * copies.
   */
  private Primitive trainingForward(Arena arena, Source source) {
    Primitive free = forward(arena, Layout.any(arena, source.dims()), null);
    if (fullVectors(source) && !backwardIsReference(arena, free, source)) {
      return free;
    }
    Primitive last = forward(arena, Layout.channelsLast(arena, source.dims()), null);
    return backwardIsReference(arena, last, source) ? free : last;
  }

  private boolean fullVectors(Source source) {
    return weights.dims()[0] % VECTOR == 0 && (source.isInput() || weights.dims()[1] % VECTOR == 0);
  }

  private boolean backwardIsReference(Arena arena, Primitive forward, Source source) {
    long[] input = source.dims();
    Layout src = forward.layout(dnnl_query_src_md, input);
    Layout dst = forward.layout(dnnl_query_dst_md, outputDims(input));
    Layout anyWeights = Layout.any(arena, weights.dims());
    Window window = sliding.window(input);
    return Primitives.convolutionBackwardWeights(arena, src, anyWeights, null, dst, window, forward)
            .isReference()
        || !source.isInput()
            && Primitives.convolutionBackwardData(arena, src, anyWeights, dst, window, forward)
                .isReference();
  }

  @Override
  public Tensor infer(Plan plan, Source source, FoldedWeights folded, Attributes attributes) {
    long[] input = source.dims();
    Primitive forward =
        forward(
            plan.arena(),
            fullVectors(source)
                ? Layout.any(plan.arena(), input)
                : Layout.channelsLast(plan.arena(), input),
            attributes);
    Tensor src = source.as(forward.layout(dnnl_query_src_md, input));
    Tensor dst = plan.tensor(forward.layout(dnnl_query_dst_md, outputDims(input)));
    addInference(plan, forward, weights.dims(), folded, src, dst);
    return dst;
  }

  @Override
  public Training train(Plan plan, Parameters parameters, Source source) {
    long[] input = source.dims();
    Arena arena = plan.arena();
    Primitive forward = trainingForward(arena, source);
    Tensor src = source.as(forward.layout(dnnl_query_src_md, input));
    Layout preferred = forward.layout(dnnl_query_weights_md, weights.dims());
    Tensor dst = plan.tensor(forward.layout(dnnl_query_dst_md, outputDims(input)));
    addForward(plan, parameters, forward, preferred, src, dst);

    return new Training() {
      @Override
      public Tensor output() {
        return dst;
      }

      @Override
      public Tensor backward(Plan backward, Tensor diffOutput, boolean needed) {
        Tensor diff = backward.as(diffOutput, dst.layout());
        addWeightsGradient(
            backward,
            parameters,
            weightsGradient(backward, forward, src, diff),
            weights.dims(),
            src,
            diff);
        return needed
            ? addDataGradient(
                backward,
                parameters,
                dataGradient(backward, forward, src, diff),
                weights.dims(),
                src,
                diff)
            : null;
      }
    };
  }

  private Primitive weightsGradient(Plan plan, Primitive forward, Tensor src, Tensor diff) {
    return Primitives.convolutionBackwardWeights(
        plan.arena(),
        src.layout(),
        Layout.any(plan.arena(), weights.dims()),
        biasLayout(plan.arena()),
        diff.layout(),
        sliding.window(src.dims()),
        forward);
  }

  private Primitive dataGradient(Plan plan, Primitive forward, Tensor src, Tensor diff) {
    return Primitives.convolutionBackwardData(
        plan.arena(),
        src.layout(),
        Layout.any(plan.arena(), weights.dims()),
        diff.layout(),
        sliding.window(src.dims()),
        forward);
  }
}
