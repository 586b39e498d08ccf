package org.dl4jlab.onednn.layer;

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
import java.util.Arrays;
import java.util.List;
import org.dl4jlab.onednn.parameters.Parameters;
import org.dl4jlab.onednn.parameters.Slot;
import org.dl4jlab.onednn.parameters.Statistics;
import org.dl4jlab.onednn.plan.NamedTask;
import org.dl4jlab.onednn.plan.Plan;
import org.dl4jlab.onednn.plan.Source;
import org.dl4jlab.onednn.primitive.Arena;
import org.dl4jlab.onednn.primitive.Layout;
import org.dl4jlab.onednn.primitive.Primitive;
import org.dl4jlab.onednn.primitive.Primitives;
import org.dl4jlab.onednn.primitive.Tensor;

/**
 * Batch normalization over channels or features.
 *
 * @param gamma {@code [channels]}
 * @param beta {@code [channels]}
 * @param statistics the running mean and variance
 */
public record BatchNorm(String name, Slot gamma, Slot beta, float epsilon, Statistics statistics)
    implements OneDnnLayer {

  @Override
  public long[] outputDims(long[] input) {
    return input.clone();
  }

  private Tensor checked(Tensor src) {
    if (src.dims()[1] != gamma.dims()[0]) {
      throw new IllegalArgumentException(
          "'%s' takes %d channels, not an input of %s"
              .formatted(name, gamma.dims()[0], Arrays.toString(src.dims())));
    }
    return src;
  }

  @Override
  public List<Slot> slots() {
    return List.of(gamma, beta);
  }

  /** Where nothing is before it that it could be folded into. */
  @Override
  public Tensor infer(Plan plan, Source source, FloatBuffer graph, Plan refresh) {
    Tensor src = checked(source.tensor());
    Tensor dst = plan.tensor(src.layout().in(plan.arena()));
    Layout perChannel = Layout.plain(refresh.arena(), gamma.dims());
    Tensor mean = refresh.tensor(perChannel);
    Tensor variance = refresh.tensor(perChannel);
    Tensor scale = refresh.tensor(perChannel);
    Tensor shift = refresh.tensor(perChannel);
    refresh.add(
        () -> {
          for (int i = 0; i < statistics.channels(); i++) {
            mean.floats().put(i, (float) statistics.mean(i));
            variance.floats().put(i, (float) statistics.variance(i));
            scale.floats().put(i, graph.get((int) gamma.offset() + i));
            shift.floats().put(i, graph.get((int) beta.offset() + i));
          }
        });
    plan.add(
        Primitives.batchNormalizationInference(plan.arena(), src.layout(), epsilon)
            .call(
                arg(DNNL_ARG_SRC, src),
                arg(DNNL_ARG_SCALE, scale),
                arg(DNNL_ARG_SHIFT, shift),
                arg(DNNL_ARG_MEAN, mean),
                arg(DNNL_ARG_VARIANCE, variance),
                arg(DNNL_ARG_DST, dst)));
    return dst;
  }

  @Override
  public Tensor infer(Plan plan, Source source) {
    throw new IllegalStateException("The parameters of " + name + " are missing");
  }

  @Override
  public Training train(Plan plan, Parameters parameters, Source source) {
    Arena arena = plan.arena();
    Tensor src = checked(source.tensor());
    Tensor dst = plan.tensor(src.layout().in(arena));
    Tensor mean = plan.tensor(Layout.plain(arena, gamma.dims()));
    Tensor variance = plan.tensor(Layout.plain(arena, gamma.dims()));
    Primitive forward = Primitives.batchNormalization(arena, src.layout(), epsilon);
    plan.add(
        forward.call(
            arg(DNNL_ARG_SRC, src),
            arg(DNNL_ARG_SCALE, parameters.value(gamma)),
            arg(DNNL_ARG_SHIFT, parameters.value(beta)),
            arg(DNNL_ARG_MEAN, mean),
            arg(DNNL_ARG_VARIANCE, variance),
            arg(DNNL_ARG_DST, dst)));
    FloatBuffer batchMean = mean.floats();
    FloatBuffer batchVariance = variance.floats();
    plan.add(new NamedTask("statistics", () -> statistics.blend(batchMean, batchVariance)));

    return new Training() {
      @Override
      public Tensor output() {
        return dst;
      }

      @Override
      public Tensor backward(Plan backward, Tensor diffOutput, boolean needed) {
        Tensor diff = backward.as(diffOutput, src.layout());
        // The shift's gradient comes out all the same; only the shift itself is refused.
        backward.add(
            Primitives.batchNormalizationBackward(
                    backward.arena(), diff.layout(), src.layout(), epsilon, forward)
                .call(
                    arg(DNNL_ARG_SRC, src),
                    arg(DNNL_ARG_MEAN, mean),
                    arg(DNNL_ARG_VARIANCE, variance),
                    arg(DNNL_ARG_DIFF_DST, diff),
                    arg(DNNL_ARG_SCALE, parameters.value(gamma)),
                    arg(DNNL_ARG_DIFF_SRC, diff),
                    arg(DNNL_ARG_DIFF_SCALE, parameters.gradient(gamma)),
                    arg(DNNL_ARG_DIFF_SHIFT, parameters.gradient(beta))));
        return diff;
      }
    };
  }
}
