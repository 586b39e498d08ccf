package org.dl4jlab.onednn.lowering;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC;
import static org.dl4jlab.onednn.primitive.Primitive.arg;

import java.util.List;
import java.util.Optional;
import org.dl4jlab.onednn.plan.Plan;
import org.dl4jlab.onednn.plan.Value;
import org.dl4jlab.onednn.primitive.Eltwise;
import org.dl4jlab.onednn.primitive.Primitive;
import org.dl4jlab.onednn.primitive.Primitives;
import org.dl4jlab.onednn.primitive.Tensor;
import org.dl4jlab.program.Node;
import org.dl4jlab.program.Operation.Activation;

/** Functions of each element; in place where nobody else reads the input. */
final class ActivationLowering implements Lowering<Activation> {

  @Override
  public Optional<String> unsupported(Activation operation) {
    return ActivationFunctions.unsupported(operation.function());
  }

  @Override
  public Tensor infer(
      Node node, Activation operation, List<Value> inputs, InferenceContext context) {
    Eltwise function = ActivationFunctions.of(operation.function());
    Tensor src = inputs.get(0).tensor();
    Tensor dst = context.plan().tensor(src.layout().in(context.arena()));
    context
        .plan()
        .add(
            Primitives.eltwise(context.arena(), false, src.layout(), dst.layout(), function)
                .call(arg(DNNL_ARG_SRC, src), arg(DNNL_ARG_DST, dst)));
    return dst;
  }

  @Override
  public Lowered train(
      Node node, Activation operation, List<Value> inputs, TrainingContext context) {
    Eltwise function = ActivationFunctions.of(operation.function());
    Plan plan = context.plan();
    Tensor src = inputs.get(0).tensor();
    Tensor dst = inputs.get(0).isOverwritable() ? src : plan.tensor(src.layout().in(plan.arena()));
    Primitive forward =
        Primitives.eltwise(plan.arena(), true, src.layout(), dst.layout(), function);
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
            Primitives.eltwiseBackward(
                    backward.arena(), diff.layout(), dst.layout(), function, forward)
                .call(
                    arg(DNNL_ARG_DST, dst),
                    arg(DNNL_ARG_DIFF_DST, diff),
                    arg(DNNL_ARG_DIFF_SRC, diff)));
        return diff;
      }
    };
  }
}
