package org.dl4jlab.onednn.lowering;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC;
import static org.dl4jlab.onednn.primitive.Primitive.arg;

import java.util.List;
import org.dl4jlab.onednn.plan.Plan;
import org.dl4jlab.onednn.plan.Value;
import org.dl4jlab.onednn.primitive.Eltwise;
import org.dl4jlab.onednn.primitive.Primitives;
import org.dl4jlab.onednn.primitive.Tensor;
import org.dl4jlab.program.Node;
import org.dl4jlab.program.Operation.Linear;

/** Each element times a factor, plus a summand. */
final class LinearLowering implements Lowering<Linear> {

  private static Tensor forward(Linear operation, Value input, Plan plan) {
    Eltwise function = Eltwise.linear((float) operation.factor(), (float) operation.summand());
    Tensor src = input.tensor();
    Tensor dst = plan.tensor(src.layout().in(plan.arena()));
    plan.add(
        Primitives.eltwise(plan.arena(), false, src.layout(), dst.layout(), function)
            .call(arg(DNNL_ARG_SRC, src), arg(DNNL_ARG_DST, dst)));
    return dst;
  }

  @Override
  public Tensor infer(Node node, Linear operation, List<Value> inputs, InferenceContext context) {
    return forward(operation, inputs.get(0), context.plan());
  }

  @Override
  public Lowered train(Node node, Linear operation, List<Value> inputs, TrainingContext context) {
    return Lowered.passing(
        forward(operation, inputs.get(0), context.plan()),
        (plan, gradient) -> {
          BinaryCalls.scale(plan, gradient, (float) operation.factor());
          return gradient;
        });
  }
}
