package org.dl4jlab.onednn.lowering;

import java.util.List;
import org.dl4jlab.onednn.plan.Plan;
import org.dl4jlab.onednn.plan.Value;
import org.dl4jlab.onednn.primitive.Address;
import org.dl4jlab.onednn.primitive.Layout;
import org.dl4jlab.onednn.primitive.Tensor;
import org.dl4jlab.program.Node;
import org.dl4jlab.program.Operation.LastStep;

/** The last step of series. */
final class LastStepLowering implements Lowering<LastStep> {

  private static Tensor forward(Node node, Value input, Plan plan) {
    long[] dims = Shapes.requireImage(node, input.dims());
    Tensor byStep = input.as(Series.byStep(plan.arena(), dims));
    return last(plan, byStep);
  }

  /** {@code [batch, features]}, at the end of the series' memory. */
  private static Tensor last(Plan plan, Tensor byStep) {
    long[] dims = byStep.dims();
    long step = dims[0] * dims[1] * Float.BYTES;
    Layout layout = Layout.plain(plan.arena(), dims[0], dims[1]);
    return Tensor.at(plan.arena(), layout, byStep.address() + (dims[2] - 1) * step);
  }

  @Override
  public Tensor infer(Node node, LastStep operation, List<Value> inputs, InferenceContext context) {
    return forward(node, inputs.get(0), context.plan());
  }

  @Override
  public Lowered train(Node node, LastStep operation, List<Value> inputs, TrainingContext context) {
    Tensor output = forward(node, inputs.get(0), context.plan());
    long[] dims = inputs.get(0).dims();

    return new Lowered.Unary() {
      @Override
      public Tensor output() {
        return output;
      }

      /** All other steps have no gradient: new memory is zero, and nobody keeps it so. */
      @Override
      public Tensor backward(Plan backward, Tensor gradient, boolean wanted) {
        Tensor all = Series.allocate(backward, dims);
        backward.add(() -> Address.clear(all.address(), all.layout().bytes()));
        backward.copy(gradient, last(backward, all));
        return all;
      }
    };
  }
}
