package org.dl4jlab.data;

import java.io.Serializable;

/** A data set of which parts can be taken and sent to other machines. */
public interface DivisibleDataset extends Dataset, Serializable {

  /** The samples of these numbers, in this order. */
  DivisibleDataset select(int[] numbers);
}
