package org.dl4jlab.onednn.layer;

import org.dl4jlab.onednn.parameters.Parameters;
import org.dl4jlab.onednn.plan.Plan;
import org.dl4jlab.onednn.plan.Source;
import org.dl4jlab.onednn.primitive.Tensor;
import org.dl4jlab.onednn.primitive.Window;

/**
 * Pooling over the whole image or series, to {@code [batch, channels]}.
 *
 * @param algorithm oneDNN's number: maximum or mean
 */
public record GlobalPooling(String name, int algorithm) implements OneDnnLayer {

  @Override
  public long[] outputDims(long[] input) {
    return new long[] {input[0], input[1]};
  }

  @Override
  public Tensor infer(Plan plan, Source source) {
    long[] input = source.dims();
    Tensor pooled =
        Pooling.infer(
            plan, source, algorithm, window(input), new long[] {input[0], input[1], 1, 1});
    return plan.reshaped(plan.plain(pooled), input[0], input[1]);
  }

  @Override
  public Training train(Plan plan, Parameters parameters, Source source) {
    long[] input = source.dims();
    long[] pooledDims = {input[0], input[1], 1, 1};
    Training pooling = Pooling.train(plan, source, algorithm, window(input), pooledDims);
    Tensor output = plan.reshaped(plan.plain(pooling.output()), input[0], input[1]);

    return new Training() {
      @Override
      public Tensor output() {
        return output;
      }

      @Override
      public Tensor backward(Plan backward, Tensor diffOutput, boolean needed) {
        Tensor diff = backward.reshaped(backward.plain(diffOutput), pooledDims);
        return pooling.backward(backward, diff, needed);
      }
    };
  }

  static Window window(long[] input) {
    long[] whole = {input[2], input[3]};
    long[] one = {1, 1};
    long[] none = {0, 0};
    return new Window(whole, whole, one, none, none);
  }
}
