package org.dl4jlab.onednn.layer;

import static org.bytedeco.dnnl.global.dnnl.dnnl_query_weights_md;

import java.util.Arrays;
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

  /** The weights' shape for inputs of this shape: {@code [units, …]}. */
  private long[] weightDims(long[] input) {
    long[] dims = input.clone();
    dims[0] = weights.dims()[0];
    if (Layout.elements(dims) != Layout.elements(weights.dims())) {
      throw new IllegalArgumentException(
          "'%s' takes %d features, not an input of %s"
              .formatted(name, weights.dims()[1], Arrays.toString(input)));
    }
    return dims;
  }

  private Primitive forward(
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
    Tensor dst = plan.tensor(Layout.plain(arena, outputDims(src.dims())));
    addInference(plan, forward, weightDims, folded, src, dst);
    return dst;
  }

  @Override
  public Training train(Plan plan, Parameters parameters, Source source) {
    Arena arena = plan.arena();
    Tensor src = source.tensor();
    long[] weightDims = weightDims(src.dims());
    Primitive forward = forward(arena, true, src.layout(), Layout.any(arena, weightDims), null);
    Layout preferred = forward.layout(dnnl_query_weights_md, weightDims);
    Tensor dst = plan.tensor(Layout.plain(arena, outputDims(src.dims())));
    addForward(plan, parameters, forward, preferred, src, dst);

    return new Training() {
      @Override
      public Tensor output() {
        return dst;
      }

      @Override
      public Tensor backward(Plan backward, Tensor diffOutput, boolean needed) {
        Tensor diff = backward.plain(diffOutput);
        addWeightsGradient(
            backward,
            parameters,
            weightsGradient(backward, forward, src, diff),
            weightDims,
            src,
            diff);
        return needed
            ? addDataGradient(
                backward,
                parameters,
                dataGradient(backward, forward, src, diff),
                weightDims,
                src,
                diff)
            : null;
      }
    };
  }

  private Primitive weightsGradient(Plan plan, Primitive forward, Tensor src, Tensor diff) {
    return Primitives.innerProductBackwardWeights(
        plan.arena(),
        src.layout(),
        Layout.any(plan.arena(), weightDims(src.dims())),
        biasLayout(plan.arena()),
        diff.layout(),
        forward);
  }

  private Primitive dataGradient(Plan plan, Primitive forward, Tensor src, Tensor diff) {
    return Primitives.innerProductBackwardData(
        plan.arena(),
        src.layout(),
        Layout.any(plan.arena(), weightDims(src.dims())),
        diff.layout(),
        forward);
  }
}
