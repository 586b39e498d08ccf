package org.dl4jlab.program;

import java.util.List;

/**
 * An operation within a network. Its result has its name.
 *
 * @param name unique in its program; the last operation of a DL4J vertex has that vertex's name
 * @param layer the DL4J vertex it came from
 * @param inputs the names of the nodes whose results it reads
 */
public record Node(String name, String layer, Operation operation, List<String> inputs) {

  public Node {
    inputs = List.copyOf(inputs);
  }

  /** The same with another operation. */
  public Node with(Operation other) {
    return new Node(name, layer, other, inputs);
  }

  /** The same reading other results. */
  public Node reading(List<String> others) {
    return new Node(name, layer, operation, others);
  }
}
