package org.dl4jlab.onednn.lowering;

import java.util.Arrays;
import java.util.List;
import org.dl4jlab.onednn.plan.Plan;
import org.dl4jlab.onednn.plan.Value;
import org.dl4jlab.onednn.primitive.Layout;
import org.dl4jlab.onednn.primitive.Tensor;
import org.dl4jlab.program.Node;
import org.dl4jlab.program.Operation.Dense;
import org.dl4jlab.program.Operation.Flatten;
import org.dl4jlab.program.Operation.Fused;
import org.dl4jlab.program.Program;

/** From images to features; dense layers can read images as they are. */
final class FlattenLowering implements Lowering<Flatten> {

  /** With fewer channels than a vector has numbers, images that stay blocked hold much padding. */
  private static final int VECTOR = 16;

  private static boolean staysImage(Program program, Node node, long[] input) {
    List<Node> readers = program.readers(node.name());
    return input[1] % VECTOR == 0
        && readers.size() == program.reads(node.name())
        && readers.stream().allMatch(FlattenLowering::isDense);
  }

  private static boolean isDense(Node reader) {
    return reader.operation() instanceof Dense
        || reader.operation() instanceof Fused fused && fused.product() instanceof Dense;
  }

  @Override
  public Tensor infer(Node node, Flatten operation, List<Value> inputs, InferenceContext context) {
    return lower(node, inputs.get(0), context.program(), context.plan()).output();
  }

  @Override
  public Lowered train(Node node, Flatten operation, List<Value> inputs, TrainingContext context) {
    return lower(node, inputs.get(0), context.program(), context.plan());
  }

  private static Lowered lower(Node node, Value value, Program program, Plan plan) {
    long[] input = value.dims();
    if (staysImage(program, node, input)) {
      Tensor same = value.tensor();
      return passing(same, same.dims(), input);
    }
    long[] flat = {input[0], Layout.elements(Arrays.copyOfRange(input, 1, input.length))};
    Tensor plain = value.as(Layout.plain(plan.arena(), input));
    return passing(plan.reshaped(plain, flat), flat, input);
  }

  private static Lowered passing(Tensor output, long[] outputDims, long[] input) {
    return new Lowered.Unary() {
      @Override
      public Tensor output() {
        return output;
      }

      @Override
      public Tensor backward(Plan backward, Tensor gradient, boolean wanted) {
        return !wanted || Arrays.equals(outputDims, input)
            ? gradient
            : backward.reshaped(backward.plain(gradient), input);
      }
    };
  }
}
