package org.dl4jlab.onednn.lowering;

import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.javacpp.Pointer;
import org.dl4jlab.onednn.plan.NamedTask;
import org.dl4jlab.onednn.plan.Plan;
import org.dl4jlab.onednn.plan.Value;
import org.dl4jlab.onednn.primitive.Address;
import org.dl4jlab.onednn.primitive.Layout;
import org.dl4jlab.onednn.primitive.Tensor;
import org.dl4jlab.program.NetworkModel;
import org.dl4jlab.program.Node;
import org.dl4jlab.program.Operation.RepeatOverSteps;

/** Features at each step of a series: the same block of memory over and over. */
final class RepeatOverStepsLowering implements Lowering<RepeatOverSteps> {

  private static Tensor forward(List<Value> inputs, Plan plan) {
    Tensor features = plan.plain(inputs.get(0).tensor());
    long[] dims = features.dims();
    long steps = inputs.get(1).dims()[2];
    Tensor series = Series.allocate(plan, dims[0], dims[1], steps, 1);
    long bytes = features.layout().bytes();
    plan.add(
        new NamedTask(
            "repeat",
            () -> {
              for (long step = 0; step < steps; step++) {
                Pointer.memcpy(
                    new Address(series.address() + step * bytes),
                    new Address(features.address()),
                    bytes);
              }
            }));
    return series;
  }

  /** The sum over the steps. */
  private static Tensor sum(Plan backward, Tensor gradient) {
    long[] dims = gradient.dims();
    Tensor byStep = backward.as(gradient, Series.byStep(backward.arena(), dims));
    Tensor sum = backward.tensor(Layout.plain(backward.arena(), dims[0], dims[1]));
    FloatBuffer steps = byStep.floats();
    FloatBuffer sums = sum.floats();
    backward.add(
        new NamedTask(
            "sum over steps",
            () -> {
              for (int i = 0; i < sums.capacity(); i++) {
                float value = 0;
                for (int at = i; at < steps.capacity(); at += sums.capacity()) {
                  value += steps.get(at);
                }
                sums.put(i, value);
              }
            }));
    return sum;
  }

  @Override
  public boolean givesSeries(
      Node node, RepeatOverSteps operation, List<Value> inputs, NetworkModel network, long batch) {
    return true;
  }

  @Override
  public Tensor infer(
      Node node, RepeatOverSteps operation, List<Value> inputs, InferenceContext context) {
    return forward(inputs, context.plan());
  }

  @Override
  public Lowered train(
      Node node, RepeatOverSteps operation, List<Value> inputs, TrainingContext context) {
    Tensor output = forward(inputs, context.plan());
    return new Lowered() {
      @Override
      public Tensor output() {
        return output;
      }

      @Override
      public boolean readsOutput() {
        return false;
      }

      /** The series only say how many steps there are. */
      @Override
      public List<Tensor> backward(Plan backward, Tensor gradient, boolean[] wanted) {
        return Arrays.asList(wanted[0] ? sum(backward, gradient) : null, null);
      }
    };
  }
}
