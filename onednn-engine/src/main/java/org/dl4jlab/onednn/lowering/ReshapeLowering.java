package org.dl4jlab.onednn.lowering;

import java.util.Arrays;
import java.util.List;
import org.dl4jlab.onednn.plan.Plan;
import org.dl4jlab.onednn.plan.Value;
import org.dl4jlab.onednn.primitive.Layout;
import org.dl4jlab.onednn.primitive.Tensor;
import org.dl4jlab.program.Node;
import org.dl4jlab.program.Operation.Reshape;

/** The same numbers under another shape, row-major. */
final class ReshapeLowering implements Lowering<Reshape> {

  private static long[] outputDims(Node node, Reshape operation, long[] input) {
    long[] sample = operation.sample();
    long[] dims = new long[sample.length + 1];
    dims[0] = input[0];
    System.arraycopy(sample, 0, dims, 1, sample.length);
    if (Layout.elements(dims) != Layout.elements(input)) {
      throw new IllegalArgumentException(
          "'%s' makes samples of %s, which an input of %s is not"
              .formatted(node.layer(), Arrays.toString(sample), Arrays.toString(input)));
    }
    return dims;
  }

  /** A copy, because who reads a value may overwrite it, and the input may be read by others. */
  private static Tensor forward(Node node, Reshape operation, Value input, Plan plan) {
    Tensor plain = plan.tensor(Layout.plain(plan.arena(), input.dims()));
    plan.copy(input.tensor(), plain);
    return plan.reshaped(plain, outputDims(node, operation, input.dims()));
  }

  @Override
  public Tensor infer(Node node, Reshape operation, List<Value> inputs, InferenceContext context) {
    return forward(node, operation, inputs.get(0), context.plan());
  }

  @Override
  public Lowered train(Node node, Reshape operation, List<Value> inputs, TrainingContext context) {
    long[] input = inputs.get(0).dims();
    return Lowered.passing(
        forward(node, operation, inputs.get(0), context.plan()),
        (plan, gradient) -> plan.reshaped(plan.plain(gradient), input));
  }
}
