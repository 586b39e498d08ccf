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
import org.nd4j.linalg.activations.IActivation;

/**
 * Functions of each element; in place where nobody else reads the input, the backward pass
 * included.
 */
final class ActivationLowering implements Lowering<Activation> {

  @Override
  public Optional<String> unsupported(Activation operation) {
    return ActivationFunctions.unsupported(operation.function());
  }

  @Override
  public Tensor infer(
      Node node, Activation operation, List<Value> inputs, InferenceContext context) {
    return infer(operation.function(), inputs.get(0).tensor(), context.plan());
  }

  static Tensor infer(IActivation activation, Tensor src, Plan plan) {
    Optional<Eltwise> function = ActivationFunctions.find(activation);
    if (function.isEmpty()) {
      return new StockActivation(activation, plan, src, false).output();
    }
    Tensor dst = plan.tensor(src.layout().in(plan.arena()));
    plan.add(
        Primitives.eltwise(plan.arena(), false, src.layout(), dst.layout(), function.get())
            .call(arg(DNNL_ARG_SRC, src), arg(DNNL_ARG_DST, dst)));
    return dst;
  }

  @Override
  public Lowered train(
      Node node, Activation operation, List<Value> inputs, TrainingContext context) {
    return train(operation.function(), inputs.get(0), context.plan());
  }

  static Lowered.Unary train(IActivation activation, Value input, Plan plan) {
    Optional<Eltwise> function = ActivationFunctions.find(activation);
    return function.isPresent()
        ? train(function.get(), input, plan)
        : new StockActivation(activation, plan, input.tensor(), true);
  }

  private static Lowered.Unary train(Eltwise function, Value input, Plan plan) {
    boolean ofResult = function.derivesFromResult();
    Tensor src = input.tensor();
    Tensor dst =
        ofResult && input.isOverwritable() ? src : plan.tensor(src.layout().in(plan.arena()));
    Primitive forward = forward(function, src, dst, plan);
    plan.add(forward.call(arg(DNNL_ARG_SRC, src), arg(DNNL_ARG_DST, dst)));
    return new Applied(function, forward, src, dst);
  }

  private static Primitive forward(Eltwise function, Tensor src, Tensor dst, Plan plan) {
    return Primitives.eltwise(plan.arena(), true, src.layout(), dst.layout(), function);
  }

  /**
   * What has been applied already by whoever computed the result.
   *
   * @param function whose derivative its result tells
   */
  static Lowered.Unary applied(Eltwise function, Tensor result, Plan plan) {
    return new Applied(function, forward(function, result, result, plan), result, result);
  }

  private record Applied(Eltwise function, Primitive forward, Tensor src, Tensor dst)
      implements Lowered.Unary {

    @Override
    public Tensor output() {
      return dst;
    }

    @Override
    public boolean readsOutput() {
      return function.derivesFromResult();
    }

    @Override
    public Tensor backward(Plan backward, Tensor gradient, boolean wanted) {
      Tensor diff = backward.as(gradient, dst.layout());
      backward.add(
          Primitives.eltwiseBackward(
                  backward.arena(), diff.layout(), dst.layout(), function, forward)
              .call(
                  function.derivesFromResult() ? arg(DNNL_ARG_DST, dst) : arg(DNNL_ARG_SRC, src),
                  arg(DNNL_ARG_DIFF_DST, diff),
                  arg(DNNL_ARG_DIFF_SRC, diff)));
      return diff;
    }
  }
}
