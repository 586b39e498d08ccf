package org.dl4jlab.onednn.plan;

import org.dl4jlab.data.Batch;

/** The network's input, as the first layer's source. */
public interface Input extends Source {

  /** Brings in a batch of exactly the plan's shape. */
  void load(Batch batch);

  @Override
  default boolean isInput() {
    return true;
  }
}
