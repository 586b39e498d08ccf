package org.dl4jlab.onednn.lowering;

import java.util.List;
import org.dl4jlab.onednn.plan.Plan;
import org.dl4jlab.onednn.plan.Value;
import org.dl4jlab.onednn.primitive.Layout;
import org.dl4jlab.onednn.primitive.Tensor;
import org.dl4jlab.program.Node;
import org.dl4jlab.program.Operation.Part;

/** A part of the input; what was left out has no gradient. */
final class PartLowering implements Lowering<Part> {

  private static Tensor forward(Part operation, Value input, Plan plan) {
    long[] dims = input.dims();
    Layout layout = Layout.plain(plan.arena(), operation.shape(dims));
    return Parts.cut(plan, input.tensor(), operation.from(dims), layout);
  }

  @Override
  public Tensor infer(Node node, Part operation, List<Value> inputs, InferenceContext context) {
    return forward(operation, inputs.get(0), context.plan());
  }

  @Override
  public Lowered train(Node node, Part operation, List<Value> inputs, TrainingContext context) {
    long[] input = inputs.get(0).dims();
    return Lowered.passing(
        forward(operation, inputs.get(0), context.plan()),
        (plan, gradient) -> Parts.embed(plan, gradient, operation.from(input), input));
  }
}
