package org.dl4jlab.data;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Samples that are trained or predicted together. Every engine can work from the dense arrays; an
 * engine that knows a batch's own type may take its data as it is stored.
 */
public interface Batch {

  /** How many samples. */
  int size();

  /** {@code [size, …]} as the network's input expects them. */
  INDArray features();

  /** {@code [size, classes]}, one-hot, or {@code [size, 1]} of 0 and 1. */
  INDArray labels();
}
