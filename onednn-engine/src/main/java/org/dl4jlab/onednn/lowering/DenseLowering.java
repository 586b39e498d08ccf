package org.dl4jlab.onednn.lowering;

import static org.bytedeco.dnnl.global.dnnl.dnnl_query_weights_md;

import java.util.Arrays;
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
import org.dl4jlab.program.Operation.Dense;

/**
 * Dense layers. Behind a convolution they read the image as it lies in memory, so that flattening
 * costs nothing: their weights then have the image's shape.
 */
final class DenseLowering extends ProductLowering<Dense> {

  /** The weights' shape for inputs of this shape: {@code [units, …]}. */
  private static long[] weightDims(Node node, Dense dense, long[] input) {
    long[] dims = input.clone();
    dims[0] = dense.weights().shape()[0];
    if (Layout.elements(dims) != Layout.elements(dense.weights().shape())) {
      throw new IllegalArgumentException(
          "'%s' takes %d features, not an input of %s"
              .formatted(node.layer(), dense.weights().shape()[1], Arrays.toString(input)));
    }
    return dims;
  }

  /**
   * Flattened images are results of a node in front, not inputs.
   *
   * @throws IllegalArgumentException for inputs that are no matrix
   */
  private static Tensor source(Node node, Value input) {
    if (input.isInput() && input.dims().length != 2) {
      throw new IllegalArgumentException(
          "'%s' takes a matrix, not an input of %s"
              .formatted(node.layer(), Arrays.toString(input.dims())));
    }
    return input.tensor();
  }

  private static long[] outputDims(Dense dense, long[] input) {
    return new long[] {input[0], dense.weights().shape()[0]};
  }

  private static Primitive forward(
      Arena arena,
      Dense dense,
      boolean training,
      Layout src,
      Layout weightLayout,
      Attributes attributes) {
    return Primitives.innerProduct(
        arena,
        training,
        src,
        weightLayout,
        dense.bias() == null && attributes == null
            ? null
            : Layout.plain(arena, dense.weights().shape()[0]),
        Layout.plain(arena, outputDims(dense, src.dims())),
        attributes);
  }

  @Override
  Tensor infer(
      Node node,
      Dense dense,
      Value source,
      Plan plan,
      FoldedWeights folded,
      Attributes attributes) {
    Arena arena = plan.arena();
    Tensor src = source(node, source);
    long[] weightDims = weightDims(node, dense, src.dims());
    Primitive forward =
        forward(arena, dense, false, src.layout(), Layout.any(arena, weightDims), attributes);
    Tensor dst = plan.tensor(Layout.plain(arena, outputDims(dense, src.dims())));
    addInference(plan, forward, weightDims, folded, src, dst);
    return dst;
  }

  @Override
  public Lowered train(Node node, Dense dense, List<Value> inputs, TrainingContext context) {
    Arena arena = context.arena();
    Parameters parameters = context.parameters();
    Tensor src = source(node, inputs.get(0));
    long[] weightDims = weightDims(node, dense, src.dims());
    Primitive forward =
        forward(arena, dense, true, src.layout(), Layout.any(arena, weightDims), null);
    Layout preferred = forward.layout(dnnl_query_weights_md, weightDims);
    Tensor dst = context.plan().tensor(Layout.plain(arena, outputDims(dense, src.dims())));
    addForward(context, dense, forward, preferred, src, dst);

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
        Tensor diff = backward.plain(gradient);
        Layout anyWeights = Layout.any(backward.arena(), weightDims);
        Primitive ofWeights =
            Primitives.innerProductBackwardWeights(
                backward.arena(),
                src.layout(),
                anyWeights,
                biasLayout(backward.arena(), dense),
                diff.layout(),
                forward);
        addWeightsGradient(backward, parameters, dense, ofWeights, weightDims, src, diff);
        if (!wanted) {
          return null;
        }
        Primitive ofData =
            Primitives.innerProductBackwardData(
                backward.arena(), src.layout(), anyWeights, diff.layout(), forward);
        return addDataGradient(backward, parameters, dense, ofData, weightDims, src, diff);
      }
    };
  }
}
