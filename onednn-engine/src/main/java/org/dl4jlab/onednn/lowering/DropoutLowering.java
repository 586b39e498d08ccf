package org.dl4jlab.onednn.lowering;

import static org.bytedeco.dnnl.global.dnnl.dnnl_binary_mul;

import java.nio.FloatBuffer;
import java.util.List;
import org.dl4jlab.onednn.plan.NamedTask;
import org.dl4jlab.onednn.plan.Plan;
import org.dl4jlab.onednn.plan.Value;
import org.dl4jlab.onednn.primitive.Layout;
import org.dl4jlab.onednn.primitive.Tensor;
import org.dl4jlab.program.Node;
import org.dl4jlab.program.Operation.Dropout;

/**
 * Inverted dropout, with the masks that DL4J would draw from the same seed: all of a network's
 * dropout draws from one source, in the order of the nodes.
 */
final class DropoutLowering implements Lowering<Dropout> {

  /** Nothing is dropped. */
  @Override
  public Tensor infer(Node node, Dropout operation, List<Value> inputs, InferenceContext context) {
    return inputs.get(0).tensor();
  }

  @Override
  public Lowered train(Node node, Dropout operation, List<Value> inputs, TrainingContext context) {
    Plan plan = context.plan();
    DropoutRandom random = context.random();
    Tensor src = inputs.get(0).tensor();
    long[] dims = src.dims();
    Tensor dst = plan.tensor(src.layout().in(plan.arena()));
    Tensor drawn = plan.tensor(Layout.plain(plan.arena(), dims));
    float[] mask = new float[(int) Layout.elements(dims)];
    FloatBuffer target = drawn.floats();
    float keep = (float) operation.keep();
    plan.add(
        new NamedTask(
            "dropout mask",
            () -> {
              random.draw(mask, keep);
              target.put(0, mask);
            }));
    Tensor factors = plan.as(drawn, src.layout());
    BinaryCalls.add(plan, dnnl_binary_mul, src, factors, dst);

    return new Lowered.Unary() {
      @Override
      public Tensor output() {
        return dst;
      }

      @Override
      public Tensor backward(Plan backward, Tensor gradient, boolean wanted) {
        Tensor diff = backward.as(gradient, factors.layout());
        BinaryCalls.add(backward, dnnl_binary_mul, diff, factors, diff);
        return diff;
      }
    };
  }
}
