package org.dl4jlab.onednn.lowering;

import java.nio.FloatBuffer;
import java.util.List;
import org.dl4jlab.onednn.plan.NamedTask;
import org.dl4jlab.onednn.plan.Plan;
import org.dl4jlab.onednn.plan.Value;
import org.dl4jlab.onednn.primitive.Layout;
import org.dl4jlab.onednn.primitive.Tensor;
import org.dl4jlab.program.Node;
import org.dl4jlab.program.Operation.Normalize;

/** Each sample divided by its norm, {@code y = x / |x|}. */
final class NormalizeLowering implements Lowering<Normalize> {

  private static double dot(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (double) a[i] * b[i];
    }
    return sum;
  }

  private static int sampleSize(Tensor tensor) {
    return (int) (Layout.elements(tensor.dims()) / tensor.dims()[0]);
  }

  private static Tensor forward(Normalize operation, Tensor src, Plan plan) {
    Tensor dst = plan.tensor(src.layout().in(plan.arena()));
    FloatBuffer from = src.floats();
    FloatBuffer to = dst.floats();
    float[] x = new float[sampleSize(src)];
    plan.add(
        new NamedTask(
            "norms of samples",
            () -> {
              for (int at = 0; at < from.capacity(); at += x.length) {
                from.get(at, x);
                double norm = Math.max(operation.least(), Math.sqrt(dot(x, x)));
                for (int i = 0; i < x.length; i++) {
                  x[i] = (float) (x[i] / norm);
                }
                to.put(at, x);
              }
            }));
    return dst;
  }

  @Override
  public Tensor infer(
      Node node, Normalize operation, List<Value> inputs, InferenceContext context) {
    Plan plan = context.plan();
    return forward(operation, plan.plain(inputs.get(0).tensor()), plan);
  }

  @Override
  public Lowered train(
      Node node, Normalize operation, List<Value> inputs, TrainingContext context) {
    Plan plan = context.plan();
    Tensor src = plan.plain(inputs.get(0).tensor());
    return Lowered.passing(
        forward(operation, src, plan),
        (backward, gradient) -> backward(operation, src, backward.plain(gradient), backward));
  }

  /** {@code dx = dy / |x| - x (x dy) / |x|^3}, with DL4J's bounds below both divisors. */
  private static Tensor backward(Normalize operation, Tensor src, Tensor diff, Plan plan) {
    FloatBuffer ofInput = src.floats();
    FloatBuffer ofOutput = diff.floats();
    float[] x = new float[sampleSize(src)];
    float[] dy = new float[x.length];
    plan.add(
        new NamedTask(
            "gradient of norms of samples",
            () -> {
              for (int at = 0; at < ofInput.capacity(); at += x.length) {
                ofInput.get(at, x);
                ofOutput.get(at, dy);
                double norm = Math.sqrt(dot(x, x));
                double cube = Math.max(operation.least(), norm * norm * norm);
                double along = dot(x, dy) / cube;
                norm = Math.max(operation.least(), norm);
                for (int i = 0; i < x.length; i++) {
                  dy[i] = (float) (dy[i] / norm - x[i] * along);
                }
                ofOutput.put(at, dy);
              }
            }));
    return diff;
  }
}
