package org.dl4jlab.onednn.layer;

import org.dl4jlab.onednn.parameters.Slot;
import org.dl4jlab.onednn.plan.Plan;
import org.dl4jlab.onednn.plan.Source;
import org.dl4jlab.onednn.primitive.Attributes;
import org.dl4jlab.onednn.primitive.Tensor;

/** A layer that multiplies with weights, so that what follows it can be folded into it. */
public interface WeightedLayer extends OneDnnLayer {

  /** Its first dimension is that of the output's channels. */
  Slot weights();

  /** One for each channel of the output, null for none. */
  Slot bias();

  /**
   * Adds the forward pass of inference to the plan.
   *
   * @param folded weights and bias, with a batch normalization's in them where one follows
   * @param attributes with the activation that follows
   * @return the output
   */
  Tensor infer(Plan plan, Source source, FoldedWeights folded, Attributes attributes);

  @Override
  default Tensor infer(Plan plan, Source source) {
    throw new IllegalStateException("The weights of " + name() + " are missing");
  }
}
