package org.dl4jlab.onednn.lowering;

import java.util.Arrays;
import java.util.List;
import org.dl4jlab.onednn.plan.Plan;
import org.dl4jlab.onednn.plan.Value;
import org.dl4jlab.onednn.primitive.Tensor;
import org.dl4jlab.program.Node;
import org.dl4jlab.program.Operation.RepeatOverSteps;
import org.dl4jlab.program.Operation.Upsampling;

/** Features at each step of a series: images of one pixel that become higher. */
final class RepeatOverStepsLowering implements Lowering<RepeatOverSteps> {

  private static final UpsamplingLowering UPSAMPLING = new UpsamplingLowering();

  private static Upsampling upsampling(List<Value> inputs) {
    return new Upsampling(inputs.get(1).dims()[2], 1);
  }

  private static List<Value> pixels(Plan plan, Value features) {
    long[] dims = features.dims();
    Tensor pixels = plan.reshaped(plan.plain(features.tensor()), dims[0], dims[1], 1, 1);
    return List.of(Value.of(plan, pixels, false, false));
  }

  @Override
  public Tensor infer(
      Node node, RepeatOverSteps operation, List<Value> inputs, InferenceContext context) {
    List<Value> pixels = pixels(context.plan(), inputs.get(0));
    Tensor output = UPSAMPLING.infer(node, upsampling(inputs), pixels, context);
    context.series().add(output);
    return output;
  }

  @Override
  public Lowered train(
      Node node, RepeatOverSteps operation, List<Value> inputs, TrainingContext context) {
    List<Value> pixels = pixels(context.plan(), inputs.get(0));
    Lowered upsampled = UPSAMPLING.train(node, upsampling(inputs), pixels, context);
    context.series().add(upsampled.output());
    long[] features = inputs.get(0).dims();
    return Lowered.passingAll(
        upsampled.output(),
        (backward, gradient, wanted) -> {
          Tensor ofPixels = upsampled.backward(backward, gradient, wanted).get(0);
          // The series only say how many steps there are.
          return Arrays.asList(
              wanted[0] ? backward.reshaped(backward.plain(ofPixels), features) : null, null);
        });
  }
}
