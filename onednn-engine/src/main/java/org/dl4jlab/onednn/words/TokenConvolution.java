package org.dl4jlab.onednn.words;

import java.nio.FloatBuffer;
import java.util.List;
import org.dl4jlab.onednn.layer.FoldedWeights;
import org.dl4jlab.onednn.layer.OneDnnLayer;
import org.dl4jlab.onednn.parameters.Parameters;
import org.dl4jlab.onednn.parameters.Slot;
import org.dl4jlab.onednn.plan.Plan;
import org.dl4jlab.onednn.plan.Source;
import org.dl4jlab.onednn.primitive.Arena;
import org.dl4jlab.onednn.primitive.Layout;
import org.dl4jlab.onednn.primitive.Tensor;

/**
 * A convolution over the words of a text with stride 1 and no padding, and the global maximum
 * behind it, as one operation. A word's vector is the same wherever it stands, so it is multiplied
 * once; a window is then a sum of looked-up rows; and only the windows that win the maximum have a
 * gradient. What it computes is the same, to rounding, as from the words' vectors.
 *
 * @param taps words of a window
 * @param weights {@code [filters, vector size, taps, 1]}
 * @param bias {@code [filters]}, null for none
 */
public record TokenConvolution(String name, int taps, Slot weights, Slot bias)
    implements OneDnnLayer {

  int filters() {
    return (int) weights.dims()[0];
  }

  int vectorSize() {
    return (int) weights.dims()[1];
  }

  @Override
  public long[] outputDims(long[] input) {
    return new long[] {input[0], filters()};
  }

  @Override
  public List<Slot> slots() {
    return bias == null ? List.of(weights) : List.of(weights, bias);
  }

  /** Tap by tap, filter by filter, each a vector: as the winners' gradients are added up. */
  Layout byTaps(Arena arena) {
    long size = vectorSize();
    return Layout.strided(
        arena, weights.dims(), new long[] {size, 1, filters() * size, filters() * size});
  }

  /** Weights in that order as the matrix {@code [vector size, taps * filters]}; not a copy. */
  Tensor matrix(Arena arena, Tensor byTaps) {
    long[] dims = {vectorSize(), (long) taps * filters()};
    return Tensor.at(arena, Layout.columnMajor(arena, dims), byTaps.address());
  }

  private TokenInput checked(Source source) {
    TokenInput words = (TokenInput) source;
    if (words.dims()[1] != vectorSize()) {
      throw new IllegalArgumentException(
          "'%s' takes vectors of size %d, not %d".formatted(name, vectorSize(), words.dims()[1]));
    }
    return words;
  }

  @Override
  public Training train(Plan plan, Parameters parameters, Source source) {
    return new TokenConvolutionTraining(this, plan, parameters, checked(source));
  }

  @Override
  public Tensor infer(Plan plan, Source source, FloatBuffer graph, Plan refresh) {
    FoldedWeights folded = new FoldedWeights(weights, bias, null, graph, refresh);
    return new TokenConvolutionInference(this, plan, refresh, folded, checked(source)).output();
  }

  @Override
  public Tensor infer(Plan plan, Source source) {
    throw new IllegalStateException("The parameters of " + name + " are missing");
  }
}
