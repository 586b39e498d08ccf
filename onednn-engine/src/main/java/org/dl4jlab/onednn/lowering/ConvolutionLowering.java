package org.dl4jlab.onednn.lowering;

import static org.bytedeco.dnnl.global.dnnl.dnnl_query_dst_md;
import static org.bytedeco.dnnl.global.dnnl.dnnl_query_src_md;
import static org.bytedeco.dnnl.global.dnnl.dnnl_query_weights_md;

import java.util.List;
import org.dl4jlab.onednn.parameters.Parameters;
import org.dl4jlab.onednn.plan.Plan;
import org.dl4jlab.onednn.plan.Value;
import org.dl4jlab.onednn.primitive.Arena;
import org.dl4jlab.onednn.primitive.Attributes;
import org.dl4jlab.onednn.primitive.Layout;
import org.dl4jlab.onednn.primitive.Primitive;
import org.dl4jlab.onednn.primitive.Primitives;
import org.dl4jlab.onednn.primitive.Tensor;
import org.dl4jlab.program.Node;
import org.dl4jlab.program.Operation.Convolution;
import org.dl4jlab.program.Window;

/** Convolutions over images, or over series as images of width 1. */
final class ConvolutionLowering extends ProductLowering<Convolution> {

  /** Numbers in the largest vector. */
  private static final int VECTOR = 16;

  private static long[] outputDims(Convolution convolution, long[] input) {
    Window window = convolution.kernel().window(input);
    return new long[] {
      input[0],
      convolution.weights().shape()[0],
      window.places(0, input[2]),
      window.places(1, input[3])
    };
  }

  private static long[] inputDims(Node node, Convolution convolution, Value value) {
    long[] dims = Shapes.requireImage(node, value.dims());
    return Shapes.requireChannels(node, convolution.weights().shape()[1], dims);
  }

  /**
   * The forward primitive, in the layouts that oneDNN likes best for the given source. It is that
   * of training for inference too: the one which oneDNN would take for inference was the slower
   * one.
   */
  private static Primitive forward(
      Arena arena, Convolution convolution, Layout src, Layout bias, Attributes attributes) {
    long[] weights = convolution.weights().shape();
    return Primitives.convolution(
        arena,
        src,
        Layout.any(arena, weights),
        bias,
        Layout.any(arena, outputDims(convolution, src.dims())),
        convolution.kernel().window(src.dims()),
        attributes);
  }

  /**
   * The forward primitive of training. oneDNN chooses its layouts for the forward pass alone, and
   * where the channels do not fill vectors, that can leave only plain loops for the backward
   * passes, and copies between the layers; with the channels last, or at worst in row-major order,
   * there are fast ones.
   */
  private static Primitive trainingForward(
      Arena arena, Convolution convolution, Value source, Attributes attributes) {
    Layout bias = biasLayout(arena, convolution);
    long[] input = source.dims();
    Layout free = Layout.any(arena, input);
    Layout last = Layout.channelsLast(arena, input);
    List<Layout> layouts =
        fullVectors(convolution, source)
            ? List.of(free, last, Layout.plain(arena, input))
            : List.of(last, Layout.plain(arena, input));
    return layouts.stream()
        .map(layout -> forward(arena, convolution, layout, bias, attributes))
        .filter(forward -> !backwardIsReference(arena, convolution, forward, source))
        .findFirst()
        .orElseGet(() -> forward(arena, convolution, free, bias, attributes));
  }

  private static boolean fullVectors(Convolution convolution, Value source) {
    long[] weights = convolution.weights().shape();
    return weights[0] % VECTOR == 0 && (source.isInput() || weights[1] % VECTOR == 0);
  }

  private static boolean backwardIsReference(
      Arena arena, Convolution convolution, Primitive forward, Value source) {
    long[] input = source.dims();
    Layout src = forward.layout(dnnl_query_src_md, input);
    Layout dst = forward.layout(dnnl_query_dst_md, outputDims(convolution, input));
    Layout anyWeights = Layout.any(arena, convolution.weights().shape());
    Window window = convolution.kernel().window(input);
    return Primitives.convolutionBackwardWeights(arena, src, anyWeights, null, dst, window, forward)
            .isReference()
        || !source.isInput()
            && Primitives.convolutionBackwardData(arena, src, anyWeights, dst, window, forward)
                .isReference();
  }

  @Override
  Tensor infer(
      Node node,
      Convolution convolution,
      Value source,
      Plan plan,
      FoldedWeights folded,
      Attributes attributes) {
    long[] input = inputDims(node, convolution, source);
    Primitive forward =
        forward(
            plan.arena(),
            convolution,
            fullVectors(convolution, source)
                ? Layout.any(plan.arena(), input)
                : Layout.channelsLast(plan.arena(), input),
            Layout.plain(plan.arena(), convolution.weights().shape()[0]),
            attributes);
    Tensor src = source.as(forward.layout(dnnl_query_src_md, input));
    Tensor dst = plan.tensor(forward.layout(dnnl_query_dst_md, outputDims(convolution, input)));
    addInference(plan, forward, convolution.weights().shape(), folded, src, dst);
    return dst;
  }

  @Override
  public Lowered train(
      Node node, Convolution convolution, List<Value> inputs, TrainingContext context) {
    return train(node, convolution, inputs.get(0), context, null);
  }

  /**
   * The forward pass of training.
   *
   * @param attributes what is done with the result in passing, null for nothing; the backward pass
   *     is the convolution's alone
   */
  Lowered train(
      Node node,
      Convolution convolution,
      Value source,
      TrainingContext context,
      Attributes attributes) {
    long[] input = inputDims(node, convolution, source);
    long[] weights = convolution.weights().shape();
    Parameters parameters = context.parameters();
    Primitive forward = trainingForward(context.arena(), convolution, source, attributes);
    Tensor src = source.as(forward.layout(dnnl_query_src_md, input));
    Layout preferred = forward.layout(dnnl_query_weights_md, weights);
    Tensor dst =
        context.plan().tensor(forward.layout(dnnl_query_dst_md, outputDims(convolution, input)));
    addForward(context, convolution, forward, preferred, src, dst);

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
        Primitive ofWeights = weightsGradient(backward, convolution, forward, src, diff);
        addWeightsGradient(backward, parameters, convolution, ofWeights, weights, src, diff);
        if (!wanted) {
          return null;
        }
        Primitive ofData = dataGradient(backward, convolution, forward, src, diff);
        return addDataGradient(backward, parameters, convolution, ofData, weights, src, diff);
      }
    };
  }

  private static Primitive weightsGradient(
      Plan plan, Convolution convolution, Primitive forward, Tensor src, Tensor diff) {
    return Primitives.convolutionBackwardWeights(
        plan.arena(),
        src.layout(),
        Layout.any(plan.arena(), convolution.weights().shape()),
        biasLayout(plan.arena(), convolution),
        diff.layout(),
        convolution.kernel().window(src.dims()),
        forward);
  }

  private static Primitive dataGradient(
      Plan plan, Convolution convolution, Primitive forward, Tensor src, Tensor diff) {
    return Primitives.convolutionBackwardData(
        plan.arena(),
        src.layout(),
        Layout.any(plan.arena(), convolution.weights().shape()),
        diff.layout(),
        convolution.kernel().window(src.dims()),
        forward);
  }
}
