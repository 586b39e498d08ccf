package org.dl4jlab.onednn.layer;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC;
import static org.dl4jlab.onednn.primitive.Primitive.arg;

import org.dl4jlab.onednn.parameters.Parameters;
import org.dl4jlab.onednn.plan.Plan;
import org.dl4jlab.onednn.plan.Source;
import org.dl4jlab.onednn.primitive.Primitive;
import org.dl4jlab.onednn.primitive.Primitives;
import org.dl4jlab.onednn.primitive.Tensor;

/** Softmax over the features, within a network. */
public record Softmax(String name) implements OneDnnLayer {

  @Override
  public long[] outputDims(long[] input) {
    return input.clone();
  }

  @Override
  public Tensor infer(Plan plan, Source source) {
    Tensor src = source.tensor();
    Tensor dst = plan.tensor(src.layout().in(plan.arena()));
    plan.add(
        Primitives.softmax(plan.arena(), false, src.layout())
            .call(arg(DNNL_ARG_SRC, src), arg(DNNL_ARG_DST, dst)));
    return dst;
  }

  @Override
  public Training train(Plan plan, Parameters parameters, Source source) {
    Tensor src = source.tensor();
    Tensor dst = plan.tensor(src.layout().in(plan.arena()));
    Primitive forward = Primitives.softmax(plan.arena(), true, src.layout());
    plan.add(forward.call(arg(DNNL_ARG_SRC, src), arg(DNNL_ARG_DST, dst)));

    return new Training() {
      @Override
      public Tensor output() {
        return dst;
      }

      @Override
      public Tensor backward(Plan backward, Tensor diffOutput, boolean needed) {
        Tensor diff = backward.as(diffOutput, dst.layout());
        backward.add(
            Primitives.softmaxBackward(backward.arena(), diff.layout(), dst.layout(), forward)
                .call(
                    arg(DNNL_ARG_DST, dst),
                    arg(DNNL_ARG_DIFF_DST, diff),
                    arg(DNNL_ARG_DIFF_SRC, diff)));
        return diff;
      }
    };
  }
}
