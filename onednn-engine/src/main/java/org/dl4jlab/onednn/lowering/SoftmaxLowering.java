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

/** Softmax over the last dimension, as of DL4J: the features, or the rows of an image. */
final class SoftmaxLowering implements Lowering<Softmax> {

  private static final int IMAGE = 4;

  /** A series, here an image of width 1, has steps for DL4J where an image has columns. */
  private static void requireNoSeries(Node node, long[] dims) {
    if (dims.length == IMAGE && dims[IMAGE - 1] == 1) {
      throw new IllegalArgumentException("'%s' is a softmax over a series".formatted(node.layer()));
    }
  }

  @Override
  public Tensor infer(Node node, Softmax operation, List<Value> inputs, InferenceContext context) {
    requireNoSeries(node, inputs.get(0).dims());
    Tensor src = context.plan().plain(inputs.get(0).tensor());
    Tensor dst = context.plan().tensor(src.layout().in(context.arena()));
    context
        .plan()
        .add(
            Primitives.softmax(context.arena(), false, src.layout())
                .call(arg(DNNL_ARG_SRC, src), arg(DNNL_ARG_DST, dst)));
    return dst;
  }

  @Override
  public Lowered train(Node node, Softmax operation, List<Value> inputs, TrainingContext context) {
    Plan plan = context.plan();
    requireNoSeries(node, inputs.get(0).dims());
    Tensor src = plan.plain(inputs.get(0).tensor());
    Tensor dst = plan.tensor(src.layout().in(plan.arena()));
    Primitive forward = Primitives.softmax(plan.arena(), true, src.layout());
    plan.add(forward.call(arg(DNNL_ARG_SRC, src), arg(DNNL_ARG_DST, dst)));

    return new Lowered.Unary() {
      @Override
      public Tensor output() {
        return dst;
      }

      @Override
      public Tensor backward(Plan backward, Tensor gradient, boolean wanted) {
        Tensor diff = backward.as(gradient, dst.layout());
        backward.add(
            Primitives.softmaxBackward(backward.arena(), diff.layout(), dst.layout(), forward)
                .call(
                    arg(DNNL_ARG_DST, dst),
                    arg(DNNL_ARG_DIFF_DST, diff),
                    arg(DNNL_ARG_DIFF_SRC, diff)));
        return diff;
      }
    };
  }
}
