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
 * @param activation from there to the output
 * @param function of output and labels
 */
public record LossSpec(
    String layer, String logits, IActivation activation, ILossFunction function) {}
