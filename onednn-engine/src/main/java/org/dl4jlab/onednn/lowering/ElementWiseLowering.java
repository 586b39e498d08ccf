package org.dl4jlab.onednn.lowering;

import static org.bytedeco.dnnl.global.dnnl.dnnl_binary_add;
import static org.bytedeco.dnnl.global.dnnl.dnnl_binary_eq;
import static org.bytedeco.dnnl.global.dnnl.dnnl_binary_gt;
import static org.bytedeco.dnnl.global.dnnl.dnnl_binary_max;
import static org.bytedeco.dnnl.global.dnnl.dnnl_binary_mul;
import static org.bytedeco.dnnl.global.dnnl.dnnl_binary_sub;

import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex.Op;
import org.dl4jlab.onednn.plan.Plan;
import org.dl4jlab.onednn.plan.Value;
import org.dl4jlab.onednn.primitive.Tensor;
import org.dl4jlab.program.Node;
import org.dl4jlab.program.Operation.ElementWise;

/** Sums, differences, products, means and maxima of inputs of one shape. */
final class ElementWiseLowering implements Lowering<ElementWise> {

  private static final int NO_DIMENSION = -1;

  /** The inputs in the first one's layout. */
  private static List<Tensor> aligned(Node node, List<Value> inputs) {
    Shapes.requireAlike(node, inputs, NO_DIMENSION);
    Tensor first = inputs.get(0).tensor();
    List<Tensor> aligned = new ArrayList<>(List.of(first));
    inputs.subList(1, inputs.size()).forEach(input -> aligned.add(input.as(first.layout())));
    return aligned;
  }

  private static int algorithm(Op function) {
    return switch (function) {
      case Add, Average -> dnnl_binary_add;
      case Subtract -> dnnl_binary_sub;
      case Product -> dnnl_binary_mul;
      case Max -> dnnl_binary_max;
    };
  }

  private static Tensor forward(Plan plan, Op function, List<Tensor> inputs) {
    Tensor dst = plan.tensor(inputs.get(0).layout().in(plan.arena()));
    BinaryCalls.add(plan, algorithm(function), inputs.get(0), inputs.get(1), dst);
    for (Tensor input : inputs.subList(2, inputs.size())) {
      BinaryCalls.add(plan, algorithm(function), dst, input, dst);
    }
    if (function == Op.Average) {
      BinaryCalls.scale(plan, dst, 1f / inputs.size());
    }
    return dst;
  }

  @Override
  public Tensor infer(
      Node node, ElementWise operation, List<Value> inputs, InferenceContext context) {
    return forward(context.plan(), operation.function(), aligned(node, inputs));
  }

  @Override
  public Lowered train(
      Node node, ElementWise operation, List<Value> inputs, TrainingContext context) {
    List<Tensor> aligned = aligned(node, inputs);
    Tensor dst = forward(context.plan(), operation.function(), aligned);

    return new Lowered() {
      @Override
      public Tensor output() {
        return dst;
      }

      @Override
      public boolean readsOutput() {
        return operation.function() == Op.Max;
      }

      @Override
      public List<Tensor> backward(Plan backward, Tensor gradient, boolean[] wanted) {
        Tensor diff = backward.as(gradient, dst.layout());
        return switch (operation.function()) {
          case Add -> copies(backward, diff, wanted);
          case Average -> {
            BinaryCalls.scale(backward, diff, 1f / wanted.length);
            yield copies(backward, diff, wanted);
          }
          case Subtract -> {
            List<Tensor> gradients = copies(backward, diff, wanted);
            if (wanted[1]) {
              BinaryCalls.scale(backward, gradients.get(1), -1);
            }
            yield gradients;
          }
          case Product -> ofProduct(backward, aligned, diff, wanted);
          case Max -> ofMaximum(backward, aligned, dst, diff, wanted);
        };
      }
    };
  }

  /** Each gets a tensor of its own, because each may overwrite what it gets. */
  private static List<Tensor> copies(Plan plan, Tensor diff, boolean[] wanted) {
    List<Tensor> gradients = new ArrayList<>();
    boolean given = false;
    for (boolean one : wanted) {
      gradients.add(!one ? null : given ? BinaryCalls.copy(plan, diff) : diff);
      given |= one;
    }
    return gradients;
  }

  private static List<Tensor> ofProduct(
      Plan plan, List<Tensor> inputs, Tensor diff, boolean[] wanted) {
    List<Tensor> gradients = new ArrayList<>();
    for (int i = 0; i < wanted.length; i++) {
      Tensor gradient = wanted[i] ? BinaryCalls.copy(plan, diff) : null;
      for (int j = 0; gradient != null && j < wanted.length; j++) {
        if (j != i) {
          BinaryCalls.add(plan, dnnl_binary_mul, gradient, inputs.get(j), gradient);
        }
      }
      gradients.add(gradient);
    }
    return gradients;
  }

  /** Of equal inputs the first has the gradient, as in DL4J. */
  private static List<Tensor> ofMaximum(
      Plan plan, List<Tensor> inputs, Tensor maximum, Tensor diff, boolean[] wanted) {
    Tensor taken = null;
    List<Tensor> gradients = new ArrayList<>();
    for (int i = 0; i < wanted.length; i++) {
      Tensor wins = plan.tensor(maximum.layout().in(plan.arena()));
      BinaryCalls.add(plan, dnnl_binary_eq, inputs.get(i), maximum, wins);
      if (taken == null) {
        taken = BinaryCalls.copy(plan, wins);
      } else {
        BinaryCalls.add(plan, dnnl_binary_gt, wins, taken, wins);
        BinaryCalls.add(plan, dnnl_binary_max, wins, taken, taken);
      }
      BinaryCalls.add(plan, dnnl_binary_mul, wins, diff, wins);
      gradients.add(wanted[i] ? wins : null);
    }
    return gradients;
  }
}
