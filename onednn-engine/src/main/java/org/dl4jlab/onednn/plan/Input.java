package org.dl4jlab.onednn.plan;

import org.dl4jlab.data.Batch;

/** One of the network's inputs. */
public interface Input extends Value {

  /** Brings in a batch of exactly the plan's shape. */
  void load(Batch batch);

  @Override
  default boolean isInput() {
    return true;
  }

  @Override
  default boolean isOverwritable() {
    return false;
  }
}
