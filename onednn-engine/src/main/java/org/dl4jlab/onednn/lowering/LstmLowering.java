package org.dl4jlab.onednn.lowering;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_BIAS;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_BIAS;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_DST_LAYER;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_SRC_LAYER;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_WEIGHTS_ITER;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_WEIGHTS_LAYER;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_WEIGHTS_PEEPHOLE;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST_LAYER;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC_LAYER;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_WEIGHTS_ITER;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_WEIGHTS_LAYER;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_WEIGHTS_PEEPHOLE;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_WORKSPACE;
import static org.bytedeco.dnnl.global.dnnl.dnnl_query_weights_md;
import static org.bytedeco.dnnl.global.dnnl.dnnl_query_workspace_md;
import static org.dl4jlab.onednn.primitive.Primitive.arg;

import java.util.ArrayList;
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
import org.dl4jlab.onednn.primitive.Primitive.Argument;
import org.dl4jlab.onednn.primitive.Tensor;
import org.dl4jlab.program.Node;
import org.dl4jlab.program.Operation.Lstm;
import org.dl4jlab.program.Parameter;

/** LSTMs: the weights are kept in DL4J's order of the gates, and brought into oneDNN's. */
final class LstmLowering implements Lowering<Lstm> {

  /** An LSTM's arrays, or their gradients, in DL4J's order. */
  private record Dl4jWeights(Tensor input, Tensor recurrent, Tensor bias) {}

  /**
   * The same in oneDNN's order, row-major.
   *
   * @param peephole null without
   */
  private record Weights(Tensor input, Tensor recurrent, Tensor bias, Tensor peephole) {

    static Weights allocate(Plan plan, LstmPrimitives lstm) {
      Arena arena = plan.arena();
      return new Weights(
          plan.tensor(Layout.plain(arena, lstm.weights())),
          plan.tensor(Layout.plain(arena, lstm.recurrent())),
          plan.tensor(Layout.plain(arena, lstm.bias())),
          lstm.peephole() == null ? null : plan.tensor(Layout.plain(arena, lstm.peephole())));
    }

    /** Adds what brings DL4J's arrays here. */
    void load(Plan plan, Dl4jWeights from) {
      GateOrder.toOneDnn(plan, from.input(), input);
      GateOrder.toOneDnn(plan, from.recurrent(), recurrent);
      GateOrder.toOneDnn(plan, from.bias(), bias);
      if (peephole != null) {
        GateOrder.peepholesToOneDnn(plan, from.recurrent(), peephole);
      }
    }

    /** Adds what brings these to DL4J's arrays. */
    void store(Plan plan, Dl4jWeights to) {
      GateOrder.toDl4j(plan, input, to.input());
      GateOrder.toDl4j(plan, recurrent, to.recurrent());
      GateOrder.toDl4j(plan, bias, to.bias());
      if (peephole != null) {
        GateOrder.peepholesToDl4j(plan, peephole, to.recurrent());
      }
    }

    void clear() {
      for (Tensor tensor : tensors()) {
        Address.clear(tensor.address(), tensor.layout().bytes());
      }
    }

    private List<Tensor> tensors() {
      List<Tensor> tensors = new ArrayList<>(List.of(input, recurrent, bias));
      if (peephole != null) {
        tensors.add(peephole);
      }
      return tensors;
    }

    /** As a primitive's arguments, in the layouts that it chose. */
    List<Argument> arguments(Plan plan, Primitive primitive, LstmPrimitives lstm) {
      List<Argument> arguments = new ArrayList<>();
      Layout ofInput = primitive.layout(dnnl_query_weights_md, 0, lstm.weights());
      Layout ofRecurrent = primitive.layout(dnnl_query_weights_md, 1, lstm.recurrent());
      arguments.add(arg(DNNL_ARG_WEIGHTS_LAYER, plan.as(input, ofInput)));
      arguments.add(arg(DNNL_ARG_WEIGHTS_ITER, plan.as(recurrent, ofRecurrent)));
      arguments.add(arg(DNNL_ARG_BIAS, bias));
      if (peephole != null) {
        arguments.add(arg(DNNL_ARG_WEIGHTS_PEEPHOLE, peephole));
      }
      return arguments;
    }

    /** As what a primitive adds gradients to. */
    List<Argument> gradients() {
      List<Argument> arguments = new ArrayList<>();
      arguments.add(arg(DNNL_ARG_DIFF_WEIGHTS_LAYER, input));
      arguments.add(arg(DNNL_ARG_DIFF_WEIGHTS_ITER, recurrent));
      arguments.add(arg(DNNL_ARG_DIFF_BIAS, bias));
      if (peephole != null) {
        arguments.add(arg(DNNL_ARG_DIFF_WEIGHTS_PEEPHOLE, peephole));
      }
      return arguments;
    }
  }

  private static LstmPrimitives primitives(Node node, Lstm lstm, long[] dims) {
    Shapes.requireImage(node, dims);
    Shapes.requireChannels(node, lstm.weights().shape()[0], dims);
    return LstmPrimitives.of(
        lstm.backwards(), lstm.peepholes(), dims[2], dims[0], dims[1], units(lstm));
  }

  private static long units(Lstm lstm) {
    return lstm.recurrent().shape()[0];
  }

  private static long[] outputDims(Lstm lstm, long[] dims) {
    return new long[] {dims[0], units(lstm), dims[2], dims[3]};
  }

  /** A bias is a matrix of one row. */
  private static Tensor row(Plan plan, Tensor bias) {
    return plan.reshaped(bias, 1, bias.dims()[0]);
  }

  /**
   * DL4J lays a mask on an LSTM only where another layer wants its last step. No step that counts
   * then comes behind a masked one, or else stock DL4J has to do it: its LSTM forgets at masked
   * steps, but lets gradients pass them.
   */
  private static void requireRuns(Node node, Lstm lstm, Masks masks, long[] dims) {
    if (masks != null && masks.reachesInside(node.layer())) {
      StepMask mask = masks.ofSteps(node.layer(), dims[0], dims[2]);
      masks.check(() -> mask.requireRunsFrom(lstm.backwards()));
    }
  }

  @Override
  public Tensor infer(Node node, Lstm lstm, List<Value> inputs, InferenceContext context) {
    Plan plan = context.plan();
    Plan refresh = context.refresh();
    long[] dims = inputs.get(0).dims();
    LstmPrimitives primitives = primitives(node, lstm, dims);
    Weights weights = Weights.allocate(refresh, primitives);
    weights.load(
        refresh,
        new Dl4jWeights(
            given(context, lstm.weights()),
            given(context, lstm.recurrent()),
            given(context, lstm.bias())));
    requireRuns(node, lstm, context.masks(), dims);
    Primitive forward = primitives.forward(plan.arena(), false);
    Tensor src = inputs.get(0).as(Series.byStep(plan.arena(), dims));
    Tensor dst = Series.allocate(plan, outputDims(lstm, dims));
    List<Argument> arguments = new ArrayList<>(LstmState.allocate(plan, primitives).first());
    arguments.add(arg(DNNL_ARG_SRC_LAYER, Series.steps(plan, src)));
    arguments.addAll(weights.arguments(refresh, forward, primitives));
    arguments.add(arg(DNNL_ARG_DST_LAYER, Series.steps(plan, dst)));
    plan.add(forward.call(arguments));
    return dst;
  }

  /** An array where the network has it; a bias is a matrix of one row. */
  private static Tensor given(InferenceContext context, Parameter array) {
    Arena arena = context.refresh().arena();
    long[] shape = array.shape().length == 1 ? new long[] {1, array.shape()[0]} : array.shape();
    return Tensor.at(arena, GraphMemory.layout(arena, array, shape), context.address(array));
  }

  @Override
  public Lowered train(Node node, Lstm lstm, List<Value> inputs, TrainingContext context) {
    Plan plan = context.plan();
    Parameters parameters = context.parameters();
    long[] dims = inputs.get(0).dims();
    LstmPrimitives primitives = primitives(node, lstm, dims);
    Weights weights = Weights.allocate(plan, primitives);
    weights.load(
        plan,
        new Dl4jWeights(
            kept(parameters, lstm.weights(), plan),
            kept(parameters, lstm.recurrent(), plan),
            row(plan, parameters.value(lstm.bias()))));
    requireRuns(node, lstm, context.masks(), dims);
    Primitive forward = primitives.forward(plan.arena(), true);
    Tensor src = inputs.get(0).as(Series.byStep(plan.arena(), dims));
    Tensor dst = Series.allocate(plan, outputDims(lstm, dims));
    Argument workspace =
        arg(
            DNNL_ARG_WORKSPACE,
            plan.tensor(forward.layout(dnnl_query_workspace_md, new long[] {1})));
    LstmState nothing = LstmState.allocate(plan, primitives);
    List<Argument> arguments = new ArrayList<>(nothing.first());
    arguments.add(arg(DNNL_ARG_SRC_LAYER, Series.steps(plan, src)));
    arguments.addAll(weights.arguments(plan, forward, primitives));
    arguments.add(arg(DNNL_ARG_DST_LAYER, Series.steps(plan, dst)));
    arguments.add(workspace);
    plan.add(forward.call(arguments));
    Tensor output =
        context.memory() == null ? dst : goOn(node, primitives, weights, src, dst.dims(), context);

    return new Lowered.Unary() {
      @Override
      public Tensor output() {
        return output;
      }

      @Override
      public Tensor backward(Plan backward, Tensor gradient, boolean wanted) {
        Primitive primitive = primitives.backward(backward.arena(), forward);
        Tensor diff = backward.as(gradient, Series.byStep(backward.arena(), dst.dims()));
        Tensor diffSrc = Series.allocate(backward, dims);
        Weights diffs = Weights.allocate(backward, primitives);
        List<Argument> arguments = new ArrayList<>(nothing.first());
        arguments.addAll(LstmState.allocate(backward, primitives).gradients());
        arguments.add(arg(DNNL_ARG_SRC_LAYER, Series.steps(backward, src)));
        arguments.addAll(weights.arguments(backward, primitive, primitives));
        arguments.add(arg(DNNL_ARG_DST_LAYER, Series.steps(backward, dst)));
        arguments.add(workspace);
        arguments.add(arg(DNNL_ARG_DIFF_DST_LAYER, Series.steps(backward, diff)));
        arguments.add(arg(DNNL_ARG_DIFF_SRC_LAYER, Series.steps(backward, diffSrc)));
        arguments.addAll(diffs.gradients());
        backward.add(new NamedTask("clear", diffs::clear));
        backward.add(primitive.call(arguments));
        diffs.store(
            backward,
            new Dl4jWeights(
                parameters.gradient(lstm.weights()),
                parameters.gradient(lstm.recurrent()),
                row(backward, parameters.gradient(lstm.bias()))));
        return diffSrc;
      }
    };
  }

  /**
   * Adds what goes on from the segment before. DL4J does so forwards only: its backward pass is
   * that of a segment without anything before it, whose activations it computes anew.
   */
  private static Tensor goOn(
      Node node,
      LstmPrimitives primitives,
      Weights weights,
      Tensor src,
      long[] outputDims,
      TrainingContext context) {
    Plan plan = context.plan();
    RecurrentMemory memory = context.memory();
    Primitive forward = primitives.forwardToState(plan.arena());
    LstmState first = LstmState.allocate(plan, primitives);
    LstmState last = LstmState.allocate(plan, primitives);
    Tensor dst = Series.allocate(plan, outputDims);
    List<Argument> arguments = new ArrayList<>(first.first());
    arguments.add(arg(DNNL_ARG_SRC_LAYER, Series.steps(plan, src)));
    arguments.addAll(weights.arguments(plan, forward, primitives));
    arguments.add(arg(DNNL_ARG_DST_LAYER, Series.steps(plan, dst)));
    arguments.addAll(last.last());
    plan.add(new NamedTask("remember", () -> memory.load(node.layer(), first)));
    plan.add(forward.call(arguments));
    context.changes().add(new NamedTask("remember", () -> memory.store(node.layer(), last)));
    return dst;
  }

  /** In the network's own layout, of which parts can be copied. */
  private static Tensor kept(Parameters parameters, Parameter array, Plan plan) {
    return parameters.keep(array, GraphMemory.layout(plan.arena(), array, array.shape()));
  }
}
