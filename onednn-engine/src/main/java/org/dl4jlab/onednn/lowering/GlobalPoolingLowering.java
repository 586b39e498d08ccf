package org.dl4jlab.onednn.lowering;

import java.util.List;
import org.dl4jlab.onednn.plan.Plan;
import org.dl4jlab.onednn.plan.Value;
import org.dl4jlab.onednn.primitive.Tensor;
import org.dl4jlab.program.Node;
import org.dl4jlab.program.Operation.GlobalPooling;
import org.dl4jlab.program.Window;

/** Pooling over the whole image or series, to {@code [batch, channels]}. */
final class GlobalPoolingLowering implements Lowering<GlobalPooling> {

  static PooledWindows windows(Node node, GlobalPooling operation, long[] dims) {
    long[] input = Shapes.requireImage(node, dims);
    long[] whole = {input[2], input[3]};
    long[] one = {1, 1};
    long[] none = {0, 0};
    return PooledWindows.of(
        operation.type(),
        true,
        new Window(whole, whole, one, none, none),
        new long[] {input[0], input[1], 1, 1});
  }

  static Tensor flat(Plan plan, Tensor pooled) {
    return plan.reshaped(plan.plain(pooled), pooled.dims()[0], pooled.dims()[1]);
  }

  @Override
  public Tensor infer(
      Node node, GlobalPooling operation, List<Value> inputs, InferenceContext context) {
    if (context.masks() != null) {
      return MaskedPooling.of(node, operation, context.masks(), inputs.get(0))
          .infer(context.plan(), inputs.get(0).tensor());
    }
    PooledWindows windows = windows(node, operation, inputs.get(0).dims());
    return flat(context.plan(), windows.infer(context.plan(), inputs.get(0).tensor()));
  }

  @Override
  public Lowered train(
      Node node, GlobalPooling operation, List<Value> inputs, TrainingContext context) {
    if (context.masks() != null) {
      return MaskedPooling.of(node, operation, context.masks(), inputs.get(0))
          .train(context.plan(), inputs.get(0).tensor());
    }
    PooledWindows windows = windows(node, operation, inputs.get(0).dims());
    Lowered.Unary pooling = windows.train(context.plan(), inputs.get(0).tensor());
    Tensor output = flat(context.plan(), pooling.output());

    return new Lowered.Unary() {
      @Override
      public Tensor output() {
        return output;
      }

      @Override
      public Tensor backward(Plan backward, Tensor gradient, boolean wanted) {
        Tensor diff = backward.reshaped(backward.plain(gradient), windows.outputDims());
        return pooling.backward(backward, diff, wanted);
      }
    };
  }
}
