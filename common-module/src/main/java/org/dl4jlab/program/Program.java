package org.dl4jlab.program;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a DL4J network computes. Immutable; its parameters are views of the network's memory.
 *
 * @param nodes in topological order, the inputs among them
 * @param outputs the nodes whose results are the network's outputs, in their order
 * @param losses at the outputs, in their order; none where an output has no loss
 * @param rules how the whole is trained
 */
public record Program(
    List<Node> nodes, List<String> outputs, List<LossSpec> losses, TrainingRules rules) {

  public Program {
    nodes = List.copyOf(nodes);
    outputs = List.copyOf(outputs);
    losses = List.copyOf(losses);
    Set<String> known = new HashSet<>();
    for (Node node : nodes) {
      if (!known.containsAll(node.inputs()) || !known.add(node.name())) {
        throw new IllegalArgumentException("The program is not in order at '" + node.name() + "'");
      }
    }
    requireKnown(known, outputs.stream());
    requireKnown(known, losses.stream().map(LossSpec::logits));
  }

  private static void requireKnown(Set<String> known, Stream<String> names) {
    names
        .filter(name -> !known.contains(name))
        .forEach(
            name -> {
              throw new IllegalArgumentException("There is no node '" + name + "'");
            });
  }

  /** The nodes by their names. */
  public Map<String, Node> byName() {
    return nodes.stream().collect(Collectors.toMap(Node::name, Function.identity()));
  }

  /** The nodes that read a node's result, one that reads it twice counted twice. */
  public List<Node> readers(String name) {
    return nodes.stream()
        .flatMap(node -> node.inputs().stream().filter(name::equals).map(read -> node))
        .toList();
  }

  /** How often a node's result is read: by nodes, by losses, and as an output. */
  public int reads(String name) {
    return readers(name).size()
        + (int) losses.stream().filter(loss -> loss.logits().equals(name)).count()
        + (int) outputs.stream().filter(name::equals).count();
  }

  /** Whoever reads a node, where it is one alone. */
  Optional<Node> onlyReader(Node node) {
    return reads(node.name()) == 1 ? readers(node.name()).stream().findFirst() : Optional.empty();
  }

  /** All trainable arrays, in the order of the nodes. */
  public List<Parameter> parameters() {
    return nodes.stream().flatMap(node -> node.operation().parameters().stream()).toList();
  }

  /**
   * The names of nodes whose result depends on an array that is trained, so that it has a gradient.
   */
  public Set<String> learning() {
    Set<String> learning = new HashSet<>();
    for (Node node : nodes) {
      if (node.operation().learns() || node.inputs().stream().anyMatch(learning::contains)) {
        learning.add(node.name());
      }
    }
    return learning;
  }

  /** The same network with other nodes. */
  public Program with(List<Node> others) {
    return new Program(others, outputs, losses, rules);
  }
}
