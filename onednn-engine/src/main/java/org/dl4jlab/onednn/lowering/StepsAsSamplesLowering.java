package org.dl4jlab.onednn.lowering;

import java.util.List;
import org.dl4jlab.onednn.plan.Plan;
import org.dl4jlab.onednn.plan.Value;
import org.dl4jlab.onednn.primitive.Tensor;
import org.dl4jlab.program.Node;
import org.dl4jlab.program.Operation.StepsAsSamples;

/** Each step of series as a sample: the same memory, step by step. */
final class StepsAsSamplesLowering implements Lowering<StepsAsSamples> {

  private static Tensor forward(Node node, Value input, Plan plan) {
    long[] dims = Shapes.requireImage(node, input.dims());
    Tensor byStep = input.as(Series.byStep(plan.arena(), dims));
    return Series.as(plan, byStep, dims[2] * dims[0], dims[1]);
  }

  @Override
  public Tensor infer(
      Node node, StepsAsSamples operation, List<Value> inputs, InferenceContext context) {
    return forward(node, inputs.get(0), context.plan());
  }

  @Override
  public Lowered train(
      Node node, StepsAsSamples operation, List<Value> inputs, TrainingContext context) {
    Tensor output = forward(node, inputs.get(0), context.plan());
    long[] dims = inputs.get(0).dims();

    return new Lowered.Unary() {
      @Override
      public Tensor output() {
        return output;
      }

      @Override
      public Tensor backward(Plan backward, Tensor gradient, boolean wanted) {
        return Tensor.at(
            backward.arena(),
            Series.byStep(backward.arena(), dims),
            backward.plain(gradient).address());
      }
    };
  }
}
