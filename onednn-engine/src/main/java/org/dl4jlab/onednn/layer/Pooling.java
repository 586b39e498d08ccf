package org.dl4jlab.onednn.layer;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_WORKSPACE;
import static org.bytedeco.dnnl.global.dnnl.dnnl_pooling_max;
import static org.bytedeco.dnnl.global.dnnl.dnnl_query_dst_md;
import static org.bytedeco.dnnl.global.dnnl.dnnl_query_workspace_md;
import static org.dl4jlab.onednn.primitive.Primitive.arg;

import org.dl4jlab.onednn.parameters.Parameters;
import org.dl4jlab.onednn.plan.Plan;
import org.dl4jlab.onednn.plan.Source;
import org.dl4jlab.onednn.primitive.Layout;
import org.dl4jlab.onednn.primitive.Primitive;
import org.dl4jlab.onednn.primitive.Primitives;
import org.dl4jlab.onednn.primitive.Tensor;
import org.dl4jlab.onednn.primitive.Window;

/**
 * Pooling over windows.
 *
 * @param algorithm oneDNN's number: maximum, or mean with or without the padding
 */
public record Pooling(String name, int algorithm, KernelParameters sliding) implements OneDnnLayer {

  @Override
  public long[] outputDims(long[] input) {
    Window window = sliding.window(input);
    return new long[] {input[0], input[1], window.places(0, input[2]), window.places(1, input[3])};
  }

  @Override
  public Tensor infer(Plan plan, Source source) {
    return infer(plan, source, algorithm, sliding.window(source.dims()), outputDims(source.dims()));
  }

  private static Primitive forward(
      Plan plan, boolean training, int algorithm, Tensor src, Window window, long[] outputDims) {
    return Primitives.pooling(
        plan.arena(),
        training,
        algorithm,
        src.layout(),
        Layout.any(plan.arena(), outputDims),
        window);
  }

  static Tensor infer(Plan plan, Source source, int algorithm, Window window, long[] outputDims) {
    Tensor src = source.tensor();
    Primitive forward = forward(plan, false, algorithm, src, window, outputDims);
    Tensor dst = plan.tensor(forward.layout(dnnl_query_dst_md, outputDims));
    plan.add(forward.call(arg(DNNL_ARG_SRC, src), arg(DNNL_ARG_DST, dst)));
    return dst;
  }

  @Override
  public Training train(Plan plan, Parameters parameters, Source source) {
    return train(plan, source, algorithm, sliding.window(source.dims()), outputDims(source.dims()));
  }

  static Training train(Plan plan, Source source, int algorithm, Window window, long[] outputDims) {
    Tensor src = source.tensor();
    Primitive forward = forward(plan, true, algorithm, src, window, outputDims);
    Tensor dst = plan.tensor(forward.layout(dnnl_query_dst_md, outputDims));
    boolean max = algorithm == dnnl_pooling_max;
    Tensor winners = max ? plan.tensor(forward.layout(dnnl_query_workspace_md, outputDims)) : null;
    plan.add(
        max
            ? forward.call(
                arg(DNNL_ARG_SRC, src), arg(DNNL_ARG_DST, dst), arg(DNNL_ARG_WORKSPACE, winners))
            : forward.call(arg(DNNL_ARG_SRC, src), arg(DNNL_ARG_DST, dst)));

    return new Training() {
      @Override
      public Tensor output() {
        return dst;
      }

      @Override
      public Tensor backward(Plan backward, Tensor diffOutput, boolean needed) {
        if (!needed) {
          return null;
        }
        Tensor diff = backward.as(diffOutput, dst.layout());
        Tensor diffSrc = backward.tensor(src.layout().in(backward.arena()));
        Primitive primitive =
            Primitives.poolingBackward(
                backward.arena(), algorithm, diffSrc.layout(), diff.layout(), window, forward);
        backward.add(
            max
                ? primitive.call(
                    arg(DNNL_ARG_DIFF_DST, diff),
                    arg(DNNL_ARG_WORKSPACE, winners),
                    arg(DNNL_ARG_DIFF_SRC, diffSrc))
                : primitive.call(arg(DNNL_ARG_DIFF_DST, diff), arg(DNNL_ARG_DIFF_SRC, diffSrc)));
        return diffSrc;
      }
    };
  }
}
