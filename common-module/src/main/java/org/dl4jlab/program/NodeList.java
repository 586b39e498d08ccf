package org.dl4jlab.program;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The nodes of a program that is being read. */
final class NodeList {

  private final List<Node> nodes = new ArrayList<>();
  private final Map<String, Node> byName = new HashMap<>();
  private final Map<String, String> renamed = new HashMap<>();
  private final Set<String> learning = new HashSet<>();

  /** Adds a node and returns its name. */
  String add(String name, String layer, Operation operation, List<String> inputs) {
    Node node = new Node(name, layer, operation, inputs.stream().map(this::named).toList());
    nodes.add(node);
    byName.put(name, node);
    if (operation.learns() || node.inputs().stream().anyMatch(learning::contains)) {
      learning.add(name);
    }
    return name;
  }

  /** How many nodes there are. */
  int size() {
    return nodes.size();
  }

  /** Takes the nodes behind the first ones away. */
  void truncate(int size) {
    while (nodes.size() > size) {
      Node last = nodes.remove(nodes.size() - 1);
      byName.remove(last.name());
      learning.remove(last.name());
    }
  }

  /** A vertex that does nothing: whoever reads it reads another node. */
  void rename(String vertex, String node) {
    if (!vertex.equals(node)) {
      renamed.put(vertex, named(node));
    }
  }

  /** The node that stands for a name. */
  String named(String name) {
    return renamed.getOrDefault(name, name);
  }

  /** Whether a node's result depends on an array that is trained. */
  boolean learns(String name) {
    return learning.contains(named(name));
  }

  /** The nodes that a node reads. */
  List<String> inputs(String name) {
    return byName.get(named(name)).inputs();
  }

  Operation operation(String name) {
    return byName.get(named(name)).operation();
  }

  List<Node> all() {
    return List.copyOf(nodes);
  }
}
