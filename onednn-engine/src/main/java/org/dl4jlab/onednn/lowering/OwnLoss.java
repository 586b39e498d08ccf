package org.dl4jlab.onednn.lowering;

import org.dl4jlab.data.Batch;
import org.dl4jlab.engine.StepResult;

/** A node that computes its loss itself, between the forward pass and its own backward pass. */
public interface OwnLoss extends Lowered {

  /**
   * @param samples the batch whose forward pass has run
   * @param index which of the network's outputs it is
   */
  StepResult measure(Batch samples, int index);
}
