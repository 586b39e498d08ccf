package org.dl4jlab.benchmarks;

import java.util.List;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.dl4jlab.data.Batch;

/** A network and samples for it. */
interface Task {

  /** What is to be predicted, which decides about the last activation and the loss. */
  enum Target {
    /** One class of several: softmax, cross-entropy. */
    CLASS,
    /** The same for each step of a series. */
    CLASS_OF_STEPS,
    /** One class of two: sigmoid, binary cross-entropy. */
    BINARY,
    /** The same for each pixel of an image. */
    BINARY_OF_PIXELS,
    /** Numbers: mean squared error. */
    NUMBERS
  }

  ComputationGraphConfiguration configuration();

  InputType input();

  /** Adam's. */
  double learningRate();

  Target target();

  /** What a parameter adds to its own gradient, as a part of itself. */
  default double l2() {
    return 0;
  }

  /**
   * @param size samples of a batch
   */
  List<? extends Batch> batches(int size);

  /** Whether our fast engine looks words up, and so computes less than others. */
  default boolean isLookedUp() {
    return false;
  }
}
