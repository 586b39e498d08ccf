package org.dl4jlab.program;

import org.deeplearning4j.nn.api.OptimizationAlgorithm;
import org.deeplearning4j.nn.conf.BackpropType;
import org.deeplearning4j.nn.conf.stepfunctions.StepFunction;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * How the whole network is trained.
 *
 * @param type of its parameters, null where it is not initialised
 * @param backpropagation through all of a series, or through parts of it
 * @param segment steps of the parts, where it goes through parts
 * @param miniBatch whether gradients are means over the batch
 * @param minimize whether the loss shall fall
 * @param stepFunction how an update is applied, null for DL4J's usual way
 */
public record TrainingRules(
    DataType type,
    BackpropType backpropagation,
    int segment,
    boolean miniBatch,
    boolean minimize,
    OptimizationAlgorithm algorithm,
    StepFunction stepFunction) {

  /** Whether series are trained in segments, a step for each. */
  public boolean inSegments() {
    return backpropagation == BackpropType.TruncatedBPTT;
  }
}
