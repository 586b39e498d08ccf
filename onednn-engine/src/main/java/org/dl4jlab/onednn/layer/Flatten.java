package org.dl4jlab.onednn.layer;

import java.util.Arrays;
import org.dl4jlab.onednn.parameters.Parameters;
import org.dl4jlab.onednn.plan.Plan;
import org.dl4jlab.onednn.plan.Source;
import org.dl4jlab.onednn.primitive.Layout;
import org.dl4jlab.onednn.primitive.Tensor;

/**
 * From {@code [batch, channels, height, width]} to {@code [batch, features]}.
 *
 * @param beforeDense whether a dense layer follows, which can read images as they are
 */
public record Flatten(String name, boolean beforeDense) implements OneDnnLayer {

  /** With fewer channels than a vector has numbers, images that stay blocked hold much padding. */
  private static final int VECTOR = 16;

  @Override
  public long[] outputDims(long[] input) {
    return staysImage(input)
        ? input.clone()
        : new long[] {input[0], Layout.elements(Arrays.copyOfRange(input, 1, input.length))};
  }

  private boolean staysImage(long[] input) {
    return beforeDense && input[1] % VECTOR == 0;
  }

  @Override
  public Tensor infer(Plan plan, Source source) {
    return train(plan, null, source).output();
  }

  @Override
  public Training train(Plan plan, Parameters parameters, Source source) {
    long[] input = source.dims();
    if (staysImage(input)) {
      Tensor same = source.tensor();
      return passing(same, same.dims(), input);
    }
    Tensor plain = source.as(Layout.plain(plan.arena(), input));
    return passing(plan.reshaped(plain, outputDims(input)), outputDims(input), input);
  }

  private static Training passing(Tensor output, long[] outputDims, long[] input) {
    return new Training() {
      @Override
      public Tensor output() {
        return output;
      }

      @Override
      public Tensor backward(Plan backward, Tensor diffOutput, boolean needed) {
        return !needed || Arrays.equals(outputDims, input)
            ? diffOutput
            : backward.reshaped(backward.plain(diffOutput), input);
      }
    };
  }
}
