package org.dl4jlab.data;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;

/**
 * Samples that are trained or predicted together. Every engine can work from the dense arrays; an
 * engine that knows a batch's own type may take its data as it is stored.
 */
public interface Batch {

  /** How many samples. */
  int size();

  /** {@code [size, …]} as the network's input expects them; the first input's of several. */
  INDArray features();

  /**
   * {@code [size, classes]}, one-hot, or {@code [size, 1]} of 0 and 1; the first output's of
   * several.
   */
  INDArray labels();

  /** The batch whose own type tells how an engine may read its inputs: as a rule itself. */
  default Batch stored() {
    return this;
  }

  /** All inputs and labels in the order of the network's inputs and outputs, with their masks. */
  default MultiDataSet arrays() {
    return new MultiDataSet(features(), labels());
  }
}
