package org.dl4jlab.onednn.lowering;

import java.util.List;
import java.util.Optional;
import org.dl4jlab.onednn.plan.Value;
import org.dl4jlab.onednn.primitive.Tensor;
import org.dl4jlab.program.Node;
import org.dl4jlab.program.Operation.Untrainable;

/** What no network has that was found to be trainable; at inference it does nothing. */
final class UntrainableLowering implements Lowering<Untrainable> {

  @Override
  public Optional<String> unsupported(Untrainable operation) {
    return Optional.of(operation.why());
  }

  @Override
  public Lowered train(
      Node node, Untrainable operation, List<Value> inputs, TrainingContext context) {
    throw UnknownLowering.refused(node, operation.why());
  }

  @Override
  public Tensor infer(
      Node node, Untrainable operation, List<Value> inputs, InferenceContext context) {
    return inputs.get(0).tensor();
  }
}
