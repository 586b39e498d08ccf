package org.dl4jlab.onednn.lowering;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC;
import static org.bytedeco.dnnl.global.dnnl.dnnl_query_dst_md;
import static org.dl4jlab.onednn.primitive.Primitive.arg;

import java.nio.FloatBuffer;
import java.util.List;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.dl4jlab.onednn.plan.NamedTask;
import org.dl4jlab.onednn.plan.Plan;
import org.dl4jlab.onednn.plan.Value;
import org.dl4jlab.onednn.primitive.Layout;
import org.dl4jlab.onednn.primitive.Primitive;
import org.dl4jlab.onednn.primitive.Primitives;
import org.dl4jlab.onednn.primitive.Tensor;
import org.dl4jlab.program.Node;
import org.dl4jlab.program.Operation.Upsampling;
import org.dl4jlab.program.Window;

/** Each pixel becomes a rectangle; its gradient is the sum of that rectangle's. */
final class UpsamplingLowering implements Lowering<Upsampling> {

  private static Tensor forward(Node node, Upsampling operation, Value input, Plan plan) {
    long[] image = Shapes.requireImage(node, input.dims());
    long[] dims = {image[0], image[1], image[2] * operation.height(), image[3] * operation.width()};
    if (image[2] == 1 && image[3] == 1) {
      return ofPixel(plan, plan.plain(input.tensor()), dims);
    }
    Tensor src = input.tensor();
    Primitive resampling =
        Primitives.nearestNeighbour(plan.arena(), src.layout(), Layout.any(plan.arena(), dims));
    Tensor dst = plan.tensor(resampling.layout(dnnl_query_dst_md, dims));
    plan.add(resampling.call(arg(DNNL_ARG_SRC, src), arg(DNNL_ARG_DST, dst)));
    return dst;
  }

  /**
   * An image of one pixel may be described in several ways, and oneDNN's resampling takes one for
   * another and writes beyond its memory: each value is repeated here instead.
   */
  private static Tensor ofPixel(Plan plan, Tensor pixel, long[] dims) {
    Tensor dst = plan.tensor(Layout.plain(plan.arena(), dims));
    FloatBuffer from = pixel.floats();
    FloatBuffer to = dst.floats();
    int area = (int) (dims[2] * dims[3]);
    plan.add(
        new NamedTask(
            "repeat pixel",
            () -> {
              for (int i = 0; i < to.capacity(); i++) {
                to.put(i, from.get(i / area));
              }
            }));
    return dst;
  }

  @Override
  public Tensor infer(
      Node node, Upsampling operation, List<Value> inputs, InferenceContext context) {
    return forward(node, operation, inputs.get(0), context.plan());
  }

  /** For the backward pass oneDNN's resampling has plain loops only, its pooling fast ones. */
  @Override
  public Lowered train(
      Node node, Upsampling operation, List<Value> inputs, TrainingContext context) {
    long[] size = {operation.height(), operation.width()};
    Window window = new Window(size, size, new long[] {1, 1}, new long[2], new long[2]);
    PooledWindows sums = PooledWindows.of(PoolingType.SUM, true, window, inputs.get(0).dims());
    return Lowered.passing(
        forward(node, operation, inputs.get(0), context.plan()),
        (plan, gradient) -> sums.infer(plan, gradient));
  }
}
