package org.dl4jlab.onednn.lowering;

import java.util.List;
import java.util.Optional;
import org.dl4jlab.onednn.plan.Value;
import org.dl4jlab.onednn.primitive.Tensor;
import org.dl4jlab.program.Node;
import org.dl4jlab.program.Operation;

/**
 * How one kind of operation is executed through oneDNN. It holds no memory: that belongs to the
 * plans that it adds calls to.
 *
 * @param <O> the kind of operation
 */
public interface Lowering<O extends Operation> {

  /** Why the operation cannot be executed, completing "'name' …"; empty when it can. */
  default Optional<String> unsupported(O operation) {
    return Optional.empty();
  }

  /**
   * Adds the forward pass of training to the plan.
   *
   * @param inputs what the node reads, in its order
   */
  Lowered train(Node node, O operation, List<Value> inputs, TrainingContext context);

  /**
   * Adds the forward pass of inference to the plan.
   *
   * @return its output
   */
  Tensor infer(Node node, O operation, List<Value> inputs, InferenceContext context);
}
