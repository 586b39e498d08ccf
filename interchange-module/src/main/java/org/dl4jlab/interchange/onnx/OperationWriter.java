package org.dl4jlab.interchange.onnx;

import java.util.List;
import org.dl4jlab.program.Node;
import org.dl4jlab.program.Operation;

/**
 * Writes a kind of operation as ONNX nodes.
 *
 * @param <T> the kind
 */
@FunctionalInterface
interface OperationWriter<T extends Operation> {

  /**
   * Adds nodes whose last has the node's name, and returns its result.
   *
   * @param inputs what the node reads
   */
  Value write(Node node, T operation, List<Value> inputs, Context context);
}
