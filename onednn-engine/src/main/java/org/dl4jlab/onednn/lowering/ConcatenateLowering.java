package org.dl4jlab.onednn.lowering;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_MULTIPLE_SRC;
import static org.bytedeco.dnnl.global.dnnl.dnnl_query_dst_md;

import java.util.ArrayList;
import java.util.List;
import org.dl4jlab.onednn.plan.Plan;
import org.dl4jlab.onednn.plan.Value;
import org.dl4jlab.onednn.primitive.Primitive;
import org.dl4jlab.onednn.primitive.Primitives;
import org.dl4jlab.onednn.primitive.Tensor;
import org.dl4jlab.program.Node;
import org.dl4jlab.program.Operation.Concatenate;

/** Inputs one behind the other along a dimension. */
final class ConcatenateLowering implements Lowering<Concatenate> {

  private static Tensor forward(Node node, int dimension, List<Value> inputs, Plan plan) {
    Shapes.requireAlike(node, inputs, dimension);
    List<Tensor> sources = inputs.stream().map(Value::tensor).toList();
    Primitive concatenation = concatenation(plan, dimension, sources);
    if (concatenation.isReference()) {
      // Of layouts that differ there is only a plain loop.
      sources = sources.stream().map(plan::plain).toList();
      concatenation = concatenation(plan, dimension, sources);
    }
    long[] dims = sources.get(0).dims();
    dims[dimension] = sources.stream().mapToLong(source -> source.dims()[dimension]).sum();
    Tensor result = plan.tensor(concatenation.layout(dnnl_query_dst_md, dims));
    Primitive.Argument[] arguments = new Primitive.Argument[sources.size() + 1];
    for (int i = 0; i < sources.size(); i++) {
      arguments[i] = Primitive.arg(DNNL_ARG_MULTIPLE_SRC + i, sources.get(i));
    }
    arguments[sources.size()] = Primitive.arg(DNNL_ARG_DST, result);
    plan.add(concatenation.call(arguments));
    return result;
  }

  private static Primitive concatenation(Plan plan, int dimension, List<Tensor> sources) {
    return Primitives.concatenation(
        plan.arena(), dimension, sources.stream().map(Tensor::layout).toList());
  }

  @Override
  public Tensor infer(
      Node node, Concatenate operation, List<Value> inputs, InferenceContext context) {
    return forward(node, operation.dimension(), inputs, context.plan());
  }

  @Override
  public Lowered train(
      Node node, Concatenate operation, List<Value> inputs, TrainingContext context) {
    Tensor dst = forward(node, operation.dimension(), inputs, context.plan());
    List<Tensor> sources = inputs.stream().map(Value::tensor).toList();

    return Lowered.passingAll(
        dst,
        (backward, gradient, wanted) -> {
          // Parts of blocked layouts can begin at blocks only.
          Tensor plain = backward.plain(gradient);
          List<Tensor> gradients = new ArrayList<>();
          long[] from = new long[plain.dims().length];
          for (int i = 0; i < wanted.length; i++) {
            Tensor source = sources.get(i);
            Tensor part = null;
            if (wanted[i]) {
              part = Parts.cut(backward, plain, from, source.layout());
            }
            gradients.add(part);
            from[operation.dimension()] += source.dims()[operation.dimension()];
          }
          return gradients;
        });
  }
}
