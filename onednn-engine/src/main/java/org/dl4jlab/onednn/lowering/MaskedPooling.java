package org.dl4jlab.onednn.lowering;

import java.nio.FloatBuffer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.dl4jlab.onednn.plan.NamedTask;
import org.dl4jlab.onednn.plan.Plan;
import org.dl4jlab.onednn.plan.Value;
import org.dl4jlab.onednn.primitive.Layout;
import org.dl4jlab.onednn.primitive.Tensor;
import org.dl4jlab.program.Node;
import org.dl4jlab.program.Operation.GlobalPooling;

/**
 * Pooling over the steps of series, or the pixels of images, that count: the others are filled with
 * what cannot win.
 */
record MaskedPooling(PoolingType type, PooledWindows windows, StepMask mask) {

  static MaskedPooling of(Node node, GlobalPooling operation, Masks masks, Value input) {
    long[] dims = input.dims();
    PooledWindows windows = GlobalPoolingLowering.windows(node, operation, dims);
    StepMask mask =
        input.isSeries()
            ? masks.ofSteps(node.layer(), dims[0], dims[2])
            : masks.ofPixels(node.layer(), dims[0], dims[2], dims[3]);
    if (operation.type() != PoolingType.SUM) {
      masks.check(mask::requireSteps);
    }
    return new MaskedPooling(operation.type(), windows, mask);
  }

  /** A copy whose masked steps are filled. */
  private Tensor filled(Plan plan, Tensor src) {
    Tensor copy = plan.tensor(Layout.channelsLast(plan.arena(), src.dims()));
    plan.copy(src, copy);
    float filling = type == PoolingType.MAX ? -Float.MAX_VALUE : 0;
    plan.add(new NamedTask("mask", () -> mask.fill(copy, filling)));
    return copy;
  }

  Tensor infer(Plan plan, Tensor src) {
    Tensor pooled = GlobalPoolingLowering.flat(plan, windows.infer(plan, filled(plan, src)));
    addMean(plan, pooled, steps(src));
    return pooled;
  }

  Lowered train(Plan plan, Tensor src) {
    Lowered.Unary pooling = windows.train(plan, filled(plan, src));
    Tensor output = GlobalPoolingLowering.flat(plan, pooling.output());
    addMean(plan, output, steps(src));

    return Lowered.passing(
        output,
        (backward, gradient) -> {
          Tensor diff = backward.plain(gradient);
          addMean(backward, diff, steps(src));
          Tensor ofCopy =
              pooling.backward(backward, backward.reshaped(diff, windows.outputDims()), true);
          Tensor all = backward.as(ofCopy, Layout.channelsLast(backward.arena(), src.dims()));
          backward.add(new NamedTask("mask", () -> mask.fill(all, 0)));
          return all;
        });
  }

  private static long steps(Tensor src) {
    return src.dims()[2] * src.dims()[3];
  }

  /** A mean over all steps becomes one over those that count. */
  private void addMean(Plan plan, Tensor rows, long steps) {
    if (type != PoolingType.AVG) {
      return;
    }
    int width = (int) rows.dims()[1];
    FloatBuffer floats = rows.floats();
    plan.add(
        new NamedTask(
            "mask",
            () -> {
              for (int i = 0; !mask.isNone() && i < floats.capacity(); i++) {
                floats.put(i, floats.get(i) * steps / mask.count(i / width));
              }
            }));
  }
}
