package org.dl4jlab.onednn.lowering;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_SCALE;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_SHIFT;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_MEAN;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SCALE;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SHIFT;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_VARIANCE;
import static org.dl4jlab.onednn.primitive.Primitive.arg;

import java.nio.FloatBuffer;
import java.util.List;
import org.dl4jlab.onednn.parameters.Parameters;
import org.dl4jlab.onednn.parameters.Statistics;
import org.dl4jlab.onednn.plan.NamedTask;
import org.dl4jlab.onednn.plan.Plan;
import org.dl4jlab.onednn.plan.Value;
import org.dl4jlab.onednn.primitive.Arena;
import org.dl4jlab.onednn.primitive.Layout;
import org.dl4jlab.onednn.primitive.Primitive;
import org.dl4jlab.onednn.primitive.Primitives;
import org.dl4jlab.onednn.primitive.Tensor;
import org.dl4jlab.program.Node;
import org.dl4jlab.program.Operation.BatchNorm;
import org.dl4jlab.program.Parameter;

/**
 * Batch normalization over channels or features, where nothing before it could do it in passing.
 */
final class BatchNormLowering implements Lowering<BatchNorm> {

  private static long channels(BatchNorm norm) {
    return norm.statistics().mean().length();
  }

  private static Tensor source(Node node, BatchNorm norm, Value value) {
    Tensor src = value.tensor();
    Shapes.requireChannels(node, channels(norm), src.dims());
    return src;
  }

  /** In front of which nothing is trained. */
  private record Frozen(Tensor output) implements Lowered {

    @Override
    public boolean readsOutput() {
      return false;
    }

    @Override
    public List<Tensor> backward(Plan backward, Tensor gradient, boolean[] wanted) {
      throw new IllegalStateException("A frozen layer has no backward pass");
    }
  }

  @Override
  public Tensor infer(Node node, BatchNorm norm, List<Value> inputs, InferenceContext context) {
    Plan plan = context.plan();
    Plan refresh = context.refresh();
    Tensor src = source(node, norm, inputs.get(0));
    Layout perChannel = Layout.plain(refresh.arena(), channels(norm));
    Tensor scale = refresh.tensor(perChannel);
    Tensor shift = refresh.tensor(perChannel);
    refresh.add(
        () -> {
          for (int i = 0; i < perChannel.dims()[0]; i++) {
            scale.floats().put(i, value(context, norm.gamma(), i, 1));
            shift.floats().put(i, value(context, norm.beta(), i, 0));
          }
        });
    return withRunningStatistics(norm, src, scale, shift, plan, refresh);
  }

  /**
   * @param refresh reads the statistics
   */
  private static Tensor withRunningStatistics(
      BatchNorm norm, Tensor src, Tensor scale, Tensor shift, Plan plan, Plan refresh) {
    Tensor dst = plan.tensor(src.layout().in(plan.arena()));
    Layout perChannel = Layout.plain(refresh.arena(), channels(norm));
    Tensor mean = refresh.tensor(perChannel);
    Tensor variance = refresh.tensor(perChannel);
    Statistics statistics = new Statistics(norm.statistics());
    refresh.add(
        new NamedTask(
            "running statistics",
            () -> {
              for (int i = 0; i < statistics.channels(); i++) {
                mean.floats().put(i, (float) statistics.mean(i));
                variance.floats().put(i, (float) statistics.variance(i));
              }
            }));
    plan.add(
        Primitives.batchNormalizationInference(plan.arena(), src.layout(), (float) norm.epsilon())
            .call(
                arg(DNNL_ARG_SRC, src),
                arg(DNNL_ARG_SCALE, scale),
                arg(DNNL_ARG_SHIFT, shift),
                arg(DNNL_ARG_MEAN, mean),
                arg(DNNL_ARG_VARIANCE, variance),
                arg(DNNL_ARG_DST, dst)));
    return dst;
  }

  private static float value(
      InferenceContext context, Parameter parameter, int channel, float constant) {
    return parameter == null
        ? constant
        : context.parameters().get((int) parameter.offset() + channel);
  }

  /** A parameter's value, or a constant in its place. */
  private static Tensor value(
      Parameters parameters, Parameter parameter, Plan plan, Layout perChannel, float constant) {
    if (parameter != null) {
      return parameters.value(parameter);
    }
    Tensor tensor = plan.tensor(perChannel.in(plan.arena()));
    FloatBuffer values = tensor.floats();
    for (int i = 0; i < values.capacity(); i++) {
      values.put(i, constant);
    }
    return tensor;
  }

  /** Where a parameter's gradient goes, or that of a constant, which nobody reads. */
  private static Tensor gradient(
      Parameters parameters, Parameter parameter, Plan plan, Layout perChannel) {
    return parameter != null
        ? parameters.gradient(parameter)
        : plan.tensor(perChannel.in(plan.arena()));
  }

  @Override
  public Lowered train(Node node, BatchNorm norm, List<Value> inputs, TrainingContext context) {
    Plan plan = context.plan();
    Parameters parameters = context.parameters();
    Arena arena = plan.arena();
    float epsilon = (float) norm.epsilon();
    Tensor src = source(node, norm, inputs.get(0));
    if (norm.gamma() != null && norm.gamma().frozen()) {
      Tensor scale = parameters.value(norm.gamma());
      Tensor shift = parameters.value(norm.beta());
      return new Frozen(withRunningStatistics(norm, src, scale, shift, plan, plan));
    }
    Tensor dst = plan.tensor(src.layout().in(arena));
    Layout perChannel = Layout.plain(arena, channels(norm));
    Tensor mean = plan.tensor(perChannel);
    Tensor variance = plan.tensor(perChannel);
    Tensor scale = value(parameters, norm.gamma(), plan, perChannel, 1);
    Tensor shift = value(parameters, norm.beta(), plan, perChannel, 0);
    Primitive forward = Primitives.batchNormalization(arena, src.layout(), epsilon);
    plan.add(
        forward.call(
            arg(DNNL_ARG_SRC, src),
            arg(DNNL_ARG_SCALE, scale),
            arg(DNNL_ARG_SHIFT, shift),
            arg(DNNL_ARG_MEAN, mean),
            arg(DNNL_ARG_VARIANCE, variance),
            arg(DNNL_ARG_DST, dst)));
    Statistics statistics = new Statistics(norm.statistics());
    FloatBuffer batchMean = mean.floats();
    FloatBuffer batchVariance = variance.floats();
    context
        .changes()
        .add(new NamedTask("statistics", () -> statistics.blend(batchMean, batchVariance)));

    return new Lowered.Unary() {
      @Override
      public Tensor output() {
        return dst;
      }

      @Override
      public boolean readsOutput() {
        return false;
      }

      @Override
      public Tensor backward(Plan backward, Tensor gradient, boolean wanted) {
        Tensor diff = backward.as(gradient, src.layout());
        Tensor ofScale = gradient(parameters, norm.gamma(), backward, perChannel);
        Tensor ofShift = gradient(parameters, norm.beta(), backward, perChannel);
        // The shift's gradient comes out all the same; only the shift itself is refused.
        backward.add(
            Primitives.batchNormalizationBackward(
                    backward.arena(), diff.layout(), src.layout(), epsilon, forward)
                .call(
                    arg(DNNL_ARG_SRC, src),
                    arg(DNNL_ARG_MEAN, mean),
                    arg(DNNL_ARG_VARIANCE, variance),
                    arg(DNNL_ARG_DIFF_DST, diff),
                    arg(DNNL_ARG_SCALE, scale),
                    arg(DNNL_ARG_DIFF_SRC, diff),
                    arg(DNNL_ARG_DIFF_SCALE, ofScale),
                    arg(DNNL_ARG_DIFF_SHIFT, ofShift)));
        return diff;
      }
    };
  }
}
