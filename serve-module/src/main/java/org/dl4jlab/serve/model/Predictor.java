package org.dl4jlab.serve.model;

import java.util.List;

/** A network with its engine; one thread's own. */
public interface Predictor extends AutoCloseable {

  /**
   * Predicts samples of one kind.
   *
   * @param parts in their order, not more than {@code size} samples
   * @param size of the batch, which is filled up with whatever there is
   * @return {@code [size, outputs]}, row-major, perhaps the same array the next time
   * @throws Refusal when a sample is at fault
   */
  float[] predict(List<Samples.Part> parts, int size);

  @Override
  void close();
}
