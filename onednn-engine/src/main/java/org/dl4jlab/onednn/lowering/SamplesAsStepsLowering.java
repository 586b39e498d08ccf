package org.dl4jlab.onednn.lowering;

import java.util.List;
import org.dl4jlab.onednn.plan.Value;
import org.dl4jlab.onednn.primitive.Tensor;
import org.dl4jlab.program.Node;
import org.dl4jlab.program.Operation.SamplesAsSteps;

/** Samples that are steps, as the series that they make up: an output of the network. */
final class SamplesAsStepsLowering implements Lowering<SamplesAsSteps> {

  @Override
  public Tensor infer(
      Node node, SamplesAsSteps operation, List<Value> inputs, InferenceContext context) {
    Tensor samples = context.plan().plain(inputs.get(0).tensor());
    long[] series = inputs.get(1).dims();
    long[] dims = {series[0], samples.dims()[1], series[2], series[3]};
    Tensor steps =
        Tensor.at(context.arena(), Series.byStep(context.arena(), dims), samples.address());
    context.series().add(steps);
    return steps;
  }

  @Override
  public Lowered train(
      Node node, SamplesAsSteps operation, List<Value> inputs, TrainingContext context) {
    throw new IllegalArgumentException(
        "'%s' is an output, which no training needs".formatted(node.name()));
  }
}
