package org.dl4jlab.onednn.layer;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC_1;
import static org.bytedeco.dnnl.global.dnnl.dnnl_binary_mul;
import static org.dl4jlab.onednn.primitive.Primitive.arg;

import java.nio.FloatBuffer;
import org.dl4jlab.onednn.parameters.Parameters;
import org.dl4jlab.onednn.plan.NamedTask;
import org.dl4jlab.onednn.plan.Plan;
import org.dl4jlab.onednn.plan.Source;
import org.dl4jlab.onednn.primitive.Layout;
import org.dl4jlab.onednn.primitive.Primitives;
import org.dl4jlab.onednn.primitive.Tensor;

/**
 * Inverted dropout, with the masks that DL4J would draw from the same seed.
 *
 * @param keep probability that a value is kept
 * @param random shared by all dropout layers of a network, which draw from it in their order
 */
public record Dropout(String name, double keep, DropoutRandom random) implements OneDnnLayer {

  @Override
  public long[] outputDims(long[] input) {
    return input.clone();
  }

  /** Nothing is dropped. */
  @Override
  public Tensor infer(Plan plan, Source source) {
    return source.tensor();
  }

  @Override
  public Training train(Plan plan, Parameters parameters, Source source) {
    Tensor src = source.tensor();
    long[] dims = src.dims();
    Tensor dst = plan.tensor(src.layout().in(plan.arena()));
    Tensor drawn = plan.tensor(Layout.plain(plan.arena(), dims));
    float[] mask = new float[(int) Layout.elements(dims)];
    FloatBuffer target = drawn.floats();
    plan.add(
        new NamedTask(
            "dropout mask",
            () -> {
              random.draw(mask, (float) keep);
              target.put(0, mask);
            }));
    Tensor factors = plan.as(drawn, src.layout());
    addProduct(plan, src, factors, dst);

    return new Training() {
      @Override
      public Tensor output() {
        return dst;
      }

      @Override
      public Tensor backward(Plan backward, Tensor diffOutput, boolean needed) {
        Tensor diff = backward.as(diffOutput, factors.layout());
        addProduct(backward, diff, factors, diff);
        return diff;
      }
    };
  }

  private static void addProduct(Plan plan, Tensor a, Tensor b, Tensor product) {
    plan.add(
        Primitives.binary(
                plan.arena(), dnnl_binary_mul, a.layout(), b.layout(), product.layout(), null)
            .call(arg(DNNL_ARG_SRC, a), arg(DNNL_ARG_SRC_1, b), arg(DNNL_ARG_DST, product)));
  }
}
