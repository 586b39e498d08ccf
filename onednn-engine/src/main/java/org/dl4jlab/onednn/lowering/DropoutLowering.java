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
import org.dl4jlab.program.Operation.MaskOrder;

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
    Tensor drawn = plan.tensor(order(plan, operation.order(), dims));
    float[] mask = new float[(int) Layout.elements(dims)];
    FloatBuffer target = drawn.floats();
    float keep = (float) operation.keep();
    plan.add(
        new NamedTask(
            "dropout mask",
            () -> {
              random.draw(mask, keep);
              if (operation.order() == MaskOrder.BY_COLUMNS_FROM_LAST_STEP) {
                reverseSteps(mask, (int) dims[2]);
              }
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

  private static Layout order(Plan plan, MaskOrder order, long[] dims) {
    return order == MaskOrder.BY_ROWS
        ? Layout.plain(plan.arena(), dims)
        : Layout.columnMajor(plan.arena(), dims);
  }

  /** The steps of a column-major series are pieces of its memory, one behind the other. */
  private static void reverseSteps(float[] mask, int steps) {
    int size = mask.length / steps;
    float[] early = new float[size];
    for (int i = 0, j = steps - 1; i < j; i++, j--) {
      System.arraycopy(mask, i * size, early, 0, size);
      System.arraycopy(mask, j * size, mask, i * size, size);
      System.arraycopy(early, 0, mask, j * size, size);
    }
  }
}
