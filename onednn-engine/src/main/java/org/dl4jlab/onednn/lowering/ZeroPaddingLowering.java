package org.dl4jlab.onednn.lowering;

import java.util.List;
import org.dl4jlab.onednn.plan.Plan;
import org.dl4jlab.onednn.plan.Value;
import org.dl4jlab.onednn.primitive.Layout;
import org.dl4jlab.onednn.primitive.Tensor;
import org.dl4jlab.program.Margins;
import org.dl4jlab.program.Node;
import org.dl4jlab.program.Operation.ZeroPadding;

/** Images with margins of zeros. */
final class ZeroPaddingLowering implements Lowering<ZeroPadding> {

  private static Tensor forward(Node node, Margins margins, Value input, Plan plan) {
    long[] image = Shapes.requireImage(node, input.dims());
    return Parts.embed(plan, input.tensor(), margins.from(), margins.with(image));
  }

  @Override
  public Tensor infer(
      Node node, ZeroPadding operation, List<Value> inputs, InferenceContext context) {
    return forward(node, operation.margins(), inputs.get(0), context.plan());
  }

  @Override
  public Lowered train(
      Node node, ZeroPadding operation, List<Value> inputs, TrainingContext context) {
    Margins margins = operation.margins();
    long[] image = inputs.get(0).dims();
    return Lowered.passing(
        forward(node, margins, inputs.get(0), context.plan()),
        (plan, gradient) ->
            Parts.cut(plan, gradient, margins.from(), Layout.plain(plan.arena(), image)));
  }
}
