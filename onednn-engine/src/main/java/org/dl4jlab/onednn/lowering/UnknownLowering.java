package org.dl4jlab.onednn.lowering;

import java.util.List;
import java.util.Optional;
import org.dl4jlab.onednn.plan.Value;
import org.dl4jlab.onednn.primitive.Tensor;
import org.dl4jlab.program.Node;
import org.dl4jlab.program.Operation.Unknown;

/** What no network has that was found to be supported. */
final class UnknownLowering implements Lowering<Unknown> {

  @Override
  public Optional<String> unsupported(Unknown operation) {
    return Optional.of(operation.why());
  }

  @Override
  public Lowered train(Node node, Unknown operation, List<Value> inputs, TrainingContext context) {
    throw refused(node, operation.why());
  }

  @Override
  public Tensor infer(Node node, Unknown operation, List<Value> inputs, InferenceContext context) {
    throw refused(node, operation.why());
  }

  static IllegalArgumentException refused(Node node, String why) {
    return new IllegalArgumentException("'%s' %s".formatted(node.layer(), why));
  }
}
