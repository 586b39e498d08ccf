package org.dl4jlab.onednn.lowering;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC;
import static org.dl4jlab.onednn.primitive.Primitive.arg;

import java.util.List;
import org.dl4jlab.onednn.plan.Plan;
import org.dl4jlab.onednn.plan.Value;
import org.dl4jlab.onednn.primitive.Primitive;
import org.dl4jlab.onednn.primitive.Primitives;
import org.dl4jlab.onednn.primitive.Tensor;
import org.dl4jlab.program.Node;
import org.dl4jlab.program.Operation.Softmax;

/**
 * Softmax over the last dimension, as of DL4J: the features, the rows of an image, or the steps of
 * series.
 */
final class SoftmaxLowering implements Lowering<Softmax> {

  /** A series, here an image of width 1, has its steps last for DL4J. */
  private static Tensor rows(Plan plan, Value input) {
    long[] dims = input.dims();
    Tensor plain = plan.plain(input.tensor());
    return input.isSeries() ? plan.reshaped(plain, dims[0], dims[1], dims[2]) : plain;
  }

  @Override
  public Tensor infer(Node node, Softmax operation, List<Value> inputs, InferenceContext context) {
    Tensor src = rows(context.plan(), inputs.get(0));
    Tensor dst = context.plan().tensor(src.layout().in(context.arena()));
    context
        .plan()
        .add(
            Primitives.softmax(context.arena(), false, src.layout())
                .call(arg(DNNL_ARG_SRC, src), arg(DNNL_ARG_DST, dst)));
    return context.plan().reshaped(dst, inputs.get(0).dims());
  }

  @Override
  public Lowered train(Node node, Softmax operation, List<Value> inputs, TrainingContext context) {
    Plan plan = context.plan();
    long[] dims = inputs.get(0).dims();
    Tensor src = rows(plan, inputs.get(0));
    Tensor dst = plan.tensor(src.layout().in(plan.arena()));
    Primitive forward = Primitives.softmax(plan.arena(), true, src.layout());
    plan.add(forward.call(arg(DNNL_ARG_SRC, src), arg(DNNL_ARG_DST, dst)));
    Tensor output = plan.reshaped(dst, dims);

    return new Lowered.Unary() {
      @Override
      public Tensor output() {
        return output;
      }

      @Override
      public Tensor backward(Plan backward, Tensor gradient, boolean wanted) {
        Tensor diff = backward.reshaped(backward.plain(gradient), dst.dims());
        backward.add(
            Primitives.softmaxBackward(backward.arena(), diff.layout(), dst.layout(), forward)
                .call(
                    arg(DNNL_ARG_DST, dst),
                    arg(DNNL_ARG_DIFF_DST, diff),
                    arg(DNNL_ARG_DIFF_SRC, diff)));
        return backward.reshaped(diff, dims);
      }
    };
  }
}
