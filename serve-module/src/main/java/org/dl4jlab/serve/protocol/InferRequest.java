package org.dl4jlab.serve.protocol;

import java.util.List;
import org.dl4jlab.serve.model.Tensor;

/**
 * What a client wants to know of its samples.
 *
 * @param id that the answer repeats, null where there is none
 * @param outputs in the order in which the answer has them
 */
record InferRequest(String id, Tensor input, List<Output> outputs) {

  /** A tensor of the answer, in JSON or behind it. */
  record Output(String name, boolean binary) {}
}
