package org.dl4jlab.onednn.lowering;

import java.util.List;
import java.util.Optional;
import org.dl4jlab.onednn.plan.Plan;
import org.dl4jlab.onednn.plan.Value;
import org.dl4jlab.onednn.primitive.Attributes;
import org.dl4jlab.onednn.primitive.Eltwise;
import org.dl4jlab.onednn.primitive.Tensor;
import org.dl4jlab.program.Node;
import org.dl4jlab.program.Operation.Convolution;
import org.dl4jlab.program.Operation.Dense;
import org.dl4jlab.program.Operation.Fused;
import org.nd4j.linalg.activations.IActivation;

/**
 * A product with what it does in passing: at inference there is no other, in training it is a
 * convolution with its activation.
 */
final class FusedLowering implements Lowering<Fused> {

  private final ConvolutionLowering convolutions;
  private final DenseLowering dense;

  FusedLowering(ConvolutionLowering convolutions, DenseLowering dense) {
    this.convolutions = convolutions;
    this.dense = dense;
  }

  @Override
  public Tensor infer(Node node, Fused fused, List<Value> inputs, InferenceContext context) {
    FoldedWeights folded = new FoldedWeights(fused.product(), fused.norm(), context);
    Optional<Eltwise> function =
        Optional.ofNullable(fused.activation())
            .flatMap(activation -> ActivationFunctions.find(activation.function()));
    Attributes attributes = new Attributes(context.arena());
    function.ifPresent(attributes::then);
    Tensor result = product(node, fused, inputs.get(0), context.plan(), folded, attributes);
    return fused.activation() == null || function.isPresent()
        ? result
        : ActivationLowering.infer(fused.activation().function(), result, context.plan());
  }

  private Tensor product(
      Node node, Fused fused, Value input, Plan plan, FoldedWeights folded, Attributes attributes) {
    if (fused.product() instanceof Convolution convolution) {
      return convolutions.infer(node, convolution, input, plan, folded, attributes);
    }
    if (fused.product() instanceof Dense product) {
      return dense.infer(node, product, input, plan, folded, attributes);
    }
    throw new IllegalArgumentException("Nothing is fused to " + fused.product());
  }

  @Override
  public Lowered train(Node node, Fused fused, List<Value> inputs, TrainingContext context) {
    Plan plan = context.plan();
    Convolution convolution = (Convolution) fused.product();
    IActivation function = fused.activation().function();
    Optional<Eltwise> inPassing =
        ActivationFunctions.find(function).filter(Eltwise::derivesFromResult);
    Attributes attributes =
        inPassing.map(eltwise -> new Attributes(context.arena()).then(eltwise)).orElse(null);
    Lowered product = convolutions.train(node, convolution, inputs.get(0), context, attributes);
    Tensor result = product.output();
    Lowered.Unary activation =
        inPassing.isPresent()
            ? ActivationLowering.applied(inPassing.get(), result, plan)
            : ActivationLowering.train(
                function, Value.of(plan, result, true, inputs.get(0).isSeries()), plan);

    return new Lowered() {
      @Override
      public Tensor output() {
        return activation.output();
      }

      @Override
      public boolean readsOutput() {
        return activation.readsOutput();
      }

      @Override
      public List<Tensor> backward(Plan backward, Tensor gradient, boolean[] wanted) {
        return product.backward(backward, activation.backward(backward, gradient, true), wanted);
      }
    };
  }
}
