package org.dl4jlab.onednn.lowering;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_BIAS;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_BIAS;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_DST_LAYER;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_SRC_ITER;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_SRC_ITER_C;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_SRC_LAYER;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_WEIGHTS_ITER;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_WEIGHTS_LAYER;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST_LAYER;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC_ITER;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC_ITER_C;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC_LAYER;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_WEIGHTS_ITER;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_WEIGHTS_LAYER;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_WORKSPACE;
import static org.bytedeco.dnnl.global.dnnl.dnnl_query_weights_md;
import static org.bytedeco.dnnl.global.dnnl.dnnl_query_workspace_md;
import static org.dl4jlab.onednn.primitive.Primitive.arg;

import java.util.List;
import org.dl4jlab.onednn.parameters.GraphMemory;
import org.dl4jlab.onednn.parameters.Parameters;
import org.dl4jlab.onednn.plan.NamedTask;
import org.dl4jlab.onednn.plan.Plan;
import org.dl4jlab.onednn.plan.Value;
import org.dl4jlab.onednn.primitive.Address;
import org.dl4jlab.onednn.primitive.Arena;
import org.dl4jlab.onednn.primitive.Layout;
import org.dl4jlab.onednn.primitive.LstmPrimitives;
import org.dl4jlab.onednn.primitive.Primitive;
import org.dl4jlab.onednn.primitive.Tensor;
import org.dl4jlab.program.Node;
import org.dl4jlab.program.Operation.Lstm;
import org.dl4jlab.program.Parameter;

/** LSTMs: the weights are kept in DL4J's order of the gates, and brought into oneDNN's. */
final class LstmLowering implements Lowering<Lstm> {

  /** The weights in oneDNN's order, row-major. */
  private record Weights(Tensor input, Tensor recurrent, Tensor bias) {

    static Weights allocate(Plan plan, LstmPrimitives lstm) {
      Arena arena = plan.arena();
      return new Weights(
          plan.tensor(Layout.plain(arena, lstm.weights())),
          plan.tensor(Layout.plain(arena, lstm.recurrent())),
          plan.tensor(Layout.plain(arena, lstm.bias())));
    }

    void clear() {
      for (Tensor tensor : List.of(input, recurrent, bias)) {
        Address.clear(tensor.address(), tensor.layout().bytes());
      }
    }
  }

  private static LstmPrimitives primitives(Node node, Lstm lstm, long[] dims) {
    Shapes.requireImage(node, dims);
    Shapes.requireChannels(node, lstm.weights().shape()[0], dims);
    return LstmPrimitives.of(
        lstm.backwards(), dims[2], dims[0], dims[1], lstm.recurrent().shape()[0]);
  }

  private static long[] outputDims(Lstm lstm, long[] dims) {
    return new long[] {dims[0], lstm.recurrent().shape()[0], dims[2], dims[3]};
  }

  /** A bias is a matrix of one row. */
  private static Tensor row(Plan plan, Tensor bias) {
    return plan.reshaped(bias, 1, bias.dims()[0]);
  }

  /** An array of the network's in oneDNN's order, whenever the plan is run. */
  private static void load(Plan plan, InferenceContext context, Parameter array, Tensor to) {
    long[] shape = array.shape().length == 1 ? new long[] {1, array.shape()[0]} : array.shape();
    Layout layout = GraphMemory.layout(plan.arena(), array, shape);
    long address = GraphMemory.address(context.parameters(), array.offset());
    GateOrder.toOneDnn(plan, Tensor.at(plan.arena(), layout, address), to);
  }

  @Override
  public Tensor infer(Node node, Lstm lstm, List<Value> inputs, InferenceContext context) {
    Plan plan = context.plan();
    Plan refresh = context.refresh();
    long[] dims = inputs.get(0).dims();
    LstmPrimitives primitives = primitives(node, lstm, dims);
    Weights weights = Weights.allocate(refresh, primitives);
    load(refresh, context, lstm.weights(), weights.input());
    load(refresh, context, lstm.recurrent(), weights.recurrent());
    load(refresh, context, lstm.bias(), weights.bias());
    Primitive forward = primitives.forward(plan.arena(), false);
    Tensor nothing = plan.tensor(Layout.plain(plan.arena(), primitives.state()));
    Tensor src = inputs.get(0).as(Series.byStep(plan.arena(), dims));
    Tensor dst = Series.allocate(plan, outputDims(lstm, dims));
    plan.add(
        forward.call(
            arg(DNNL_ARG_SRC_LAYER, Series.steps(plan, src)),
            arg(DNNL_ARG_SRC_ITER, nothing),
            arg(DNNL_ARG_SRC_ITER_C, nothing),
            arg(
                DNNL_ARG_WEIGHTS_LAYER,
                refresh.as(weights.input(), weightsLayout(forward, 0, primitives))),
            arg(
                DNNL_ARG_WEIGHTS_ITER,
                refresh.as(weights.recurrent(), weightsLayout(forward, 1, primitives))),
            arg(DNNL_ARG_BIAS, weights.bias()),
            arg(DNNL_ARG_DST_LAYER, Series.steps(plan, dst))));
    return dst;
  }

  /**
   * @param index 0 of the input's weights, 1 of the recurrent ones
   */
  private static Layout weightsLayout(Primitive primitive, int index, LstmPrimitives lstm) {
    return primitive.layout(
        dnnl_query_weights_md, index, index == 0 ? lstm.weights() : lstm.recurrent());
  }

  @Override
  public Lowered train(Node node, Lstm lstm, List<Value> inputs, TrainingContext context) {
    Plan plan = context.plan();
    Parameters parameters = context.parameters();
    long[] dims = inputs.get(0).dims();
    LstmPrimitives primitives = primitives(node, lstm, dims);
    Weights weights = Weights.allocate(plan, primitives);
    GateOrder.toOneDnn(plan, kept(parameters, lstm.weights(), plan), weights.input());
    GateOrder.toOneDnn(plan, kept(parameters, lstm.recurrent(), plan), weights.recurrent());
    GateOrder.toOneDnn(plan, row(plan, parameters.value(lstm.bias())), weights.bias());
    Primitive forward = primitives.forward(plan.arena(), true);
    Tensor nothing = plan.tensor(Layout.plain(plan.arena(), primitives.state()));
    Tensor src = inputs.get(0).as(Series.byStep(plan.arena(), dims));
    Tensor dst = Series.allocate(plan, outputDims(lstm, dims));
    Tensor workspace = plan.tensor(forward.layout(dnnl_query_workspace_md, new long[] {1}));
    plan.add(
        forward.call(
            arg(DNNL_ARG_SRC_LAYER, Series.steps(plan, src)),
            arg(DNNL_ARG_SRC_ITER, nothing),
            arg(DNNL_ARG_SRC_ITER_C, nothing),
            arg(
                DNNL_ARG_WEIGHTS_LAYER,
                plan.as(weights.input(), weightsLayout(forward, 0, primitives))),
            arg(
                DNNL_ARG_WEIGHTS_ITER,
                plan.as(weights.recurrent(), weightsLayout(forward, 1, primitives))),
            arg(DNNL_ARG_BIAS, weights.bias()),
            arg(DNNL_ARG_DST_LAYER, Series.steps(plan, dst)),
            arg(DNNL_ARG_WORKSPACE, workspace)));

    return new Lowered.Unary() {
      @Override
      public Tensor output() {
        return dst;
      }

      @Override
      public Tensor backward(Plan backward, Tensor gradient, boolean wanted) {
        Primitive primitive = primitives.backward(backward.arena(), forward);
        Tensor diff = backward.as(gradient, Series.byStep(backward.arena(), dst.dims()));
        Tensor diffSrc = Series.allocate(backward, dims);
        Weights diffs = Weights.allocate(backward, primitives);
        Layout state = Layout.plain(backward.arena(), primitives.state());
        backward.add(new NamedTask("clear", diffs::clear));
        backward.add(
            primitive.call(
                arg(DNNL_ARG_SRC_LAYER, Series.steps(backward, src)),
                arg(DNNL_ARG_SRC_ITER, nothing),
                arg(DNNL_ARG_SRC_ITER_C, nothing),
                arg(
                    DNNL_ARG_WEIGHTS_LAYER,
                    backward.as(weights.input(), weightsLayout(primitive, 0, primitives))),
                arg(
                    DNNL_ARG_WEIGHTS_ITER,
                    backward.as(weights.recurrent(), weightsLayout(primitive, 1, primitives))),
                arg(DNNL_ARG_BIAS, weights.bias()),
                arg(DNNL_ARG_DST_LAYER, Series.steps(backward, dst)),
                arg(DNNL_ARG_WORKSPACE, workspace),
                arg(DNNL_ARG_DIFF_DST_LAYER, Series.steps(backward, diff)),
                arg(DNNL_ARG_DIFF_SRC_LAYER, Series.steps(backward, diffSrc)),
                arg(DNNL_ARG_DIFF_SRC_ITER, backward.tensor(state)),
                arg(DNNL_ARG_DIFF_SRC_ITER_C, backward.tensor(state)),
                arg(DNNL_ARG_DIFF_WEIGHTS_LAYER, diffs.input()),
                arg(DNNL_ARG_DIFF_WEIGHTS_ITER, diffs.recurrent()),
                arg(DNNL_ARG_DIFF_BIAS, diffs.bias())));
        GateOrder.toDl4j(backward, diffs.input(), parameters.gradient(lstm.weights()));
        GateOrder.toDl4j(backward, diffs.recurrent(), parameters.gradient(lstm.recurrent()));
        GateOrder.toDl4j(backward, diffs.bias(), row(backward, parameters.gradient(lstm.bias())));
        return diffSrc;
      }
    };
  }

  /** In the network's own layout, of which parts can be copied. */
  private static Tensor kept(Parameters parameters, Parameter array, Plan plan) {
    return parameters.keep(array, GraphMemory.layout(plan.arena(), array, array.shape()));
  }
}
