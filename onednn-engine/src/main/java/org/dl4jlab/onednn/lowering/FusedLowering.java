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

/** A product with what it does in passing: there is no other at inference, and none in training. */
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
    throw new IllegalArgumentException("'%s' is fused for inference".formatted(node.name()));
  }
}
