package org.dl4jlab.onednn.lowering;

import java.nio.FloatBuffer;
import java.util.List;
import org.dl4jlab.onednn.plan.NamedTask;
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

  private static StepMask mask(Node node, Masks masks, Value input) {
    long[] dims = Shapes.requireImage(node, input.dims());
    StepMask mask = masks.ofSteps(node.layer(), dims[0], dims[2]);
    masks.check(mask::requireSteps);
    return mask;
  }

  /** {@code [batch, features]}: of each sample the last step that counts. */
  private static Tensor forward(Value input, Plan plan, StepMask mask) {
    long[] dims = input.dims();
    Tensor byStep = input.as(Series.byStep(plan.arena(), dims));
    Tensor output = plan.tensor(Layout.plain(plan.arena(), dims[0], dims[1]));
    plan.add(new NamedTask("mask", () -> copyLast(mask, byStep, output, true)));
    return output;
  }

  /** Copies each sample's last step out of the series, or to where it came from. */
  private static void copyLast(StepMask mask, Tensor byStep, Tensor last, boolean out) {
    int batch = (int) byStep.dims()[0];
    float[] row = new float[(int) byStep.dims()[1]];
    FloatBuffer ofSeries = byStep.floats();
    FloatBuffer ofLast = last.floats();
    for (int sample = 0; sample < batch; sample++) {
      int inSeries = (mask.last(sample) * batch + sample) * row.length;
      int inLast = sample * row.length;
      (out ? ofSeries : ofLast).get(out ? inSeries : inLast, row);
      (out ? ofLast : ofSeries).put(out ? inLast : inSeries, row);
    }
  }

  @Override
  public Tensor infer(Node node, LastStep operation, List<Value> inputs, InferenceContext context) {
    if (context.masks() != null) {
      StepMask mask = mask(node, context.masks(), inputs.get(0));
      return forward(inputs.get(0), context.plan(), mask);
    }
    return forward(node, inputs.get(0), context.plan());
  }

  @Override
  public Lowered train(Node node, LastStep operation, List<Value> inputs, TrainingContext context) {
    long[] dims = inputs.get(0).dims();
    StepMask mask = context.masks() == null ? null : mask(node, context.masks(), inputs.get(0));
    Tensor output =
        mask == null
            ? forward(node, inputs.get(0), context.plan())
            : forward(inputs.get(0), context.plan(), mask);

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
        if (mask == null) {
          backward.copy(gradient, last(backward, all));
        } else {
          Tensor diff = backward.plain(gradient);
          backward.add(new NamedTask("mask", () -> copyLast(mask, all, diff, false)));
        }
        return all;
      }
    };
  }
}
