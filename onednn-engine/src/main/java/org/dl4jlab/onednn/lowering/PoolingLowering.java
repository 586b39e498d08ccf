package org.dl4jlab.onednn.lowering;

import java.util.List;
import java.util.Optional;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.dl4jlab.onednn.plan.Value;
import org.dl4jlab.onednn.primitive.Tensor;
import org.dl4jlab.program.Node;
import org.dl4jlab.program.Operation.Pooling;
import org.dl4jlab.program.Window;

/** Pooling over windows. */
final class PoolingLowering implements Lowering<Pooling> {

  @Override
  public Optional<String> unsupported(Pooling operation) {
    // DL4J itself has no sums over windows, but over whole images only.
    return operation.type() == PoolingType.SUM ? Optional.of("pools by SUM") : Optional.empty();
  }

  private static PooledWindows windows(Node node, Pooling operation, Value value) {
    long[] input = Shapes.requireImage(node, value.dims());
    Window window = operation.kernel().window(input);
    long[] output = {input[0], input[1], window.places(0, input[2]), window.places(1, input[3])};
    return PooledWindows.of(operation.type(), operation.paddingCounts(), window, output);
  }

  @Override
  public Tensor infer(Node node, Pooling operation, List<Value> inputs, InferenceContext context) {
    return windows(node, operation, inputs.get(0)).infer(context.plan(), inputs.get(0).tensor());
  }

  @Override
  public Lowered train(Node node, Pooling operation, List<Value> inputs, TrainingContext context) {
    return windows(node, operation, inputs.get(0)).train(context.plan(), inputs.get(0).tensor());
  }
}
