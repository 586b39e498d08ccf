package org.dl4jlab.program;

import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.lossfunctions.ILossFunction;

/**
 * The loss at one of the network's outputs.
 *
 * @param layer the output layer
 * @param logits the node whose result goes into the activation, {@code [batch, outputs]}; for
 *     labels of series {@code [steps * batch, outputs]}, step by step, the losses of a series'
 *     steps added up
 * @param activation from there to the output; null where the node computes the loss itself
 * @param function of output and labels; null where the node computes the loss itself
 */
public record LossSpec(
    String layer, String logits, IActivation activation, ILossFunction function) {

  /** The loss of an output layer that DL4J itself computes. */
  static LossSpec byStock(String layer) {
    return new LossSpec(layer, layer, null, null);
  }
}
