package org.dl4jlab.interchange.onnx;

import java.util.List;
import org.dl4jlab.program.Node;
import org.dl4jlab.program.Operation.ElementWise;
import org.dl4jlab.program.Operation.Linear;
import org.dl4jlab.program.Operation.Normalize;

/** What is computed of each element, or of several of one place. */
final class ElementWriters {

  private ElementWriters() {}

  static Value linear(Node node, Linear operation, List<Value> inputs, Context context) {
    Value input = inputs.get(0);
    GraphWriter graph = context.graph();
    String name = node.name();
    boolean adds = operation.summand() != 0;
    String product = adds ? name + "/product" : name;
    String factor = graph.scalar(name + "/factor", operation.factor());
    graph.add("Mul", product, List.of(input.name(), factor));
    if (adds) {
      String summand = graph.scalar(name + "/summand", operation.summand());
      graph.add("Add", name, List.of(product, summand));
    }
    return new Value(name, input.stepsFirst(), input.sample());
  }

  static Value elementWise(Node node, ElementWise operation, List<Value> inputs, Context context) {
    List<String> reads = inputs.stream().map(Value::name).toList();
    GraphWriter graph = context.graph();
    String name = node.name();
    switch (operation.function()) {
      case Add -> graph.add("Sum", name, reads);
      case Average -> graph.add("Mean", name, reads);
      case Max -> graph.add("Max", name, reads);
      case Subtract -> graph.add("Sub", name, reads);
      case Product -> multiply(name, reads, graph);
    }
    return new Value(name, inputs.get(0).stepsFirst(), inputs.get(0).sample());
  }

  private static void multiply(String name, List<String> reads, GraphWriter graph) {
    String product = reads.get(0);
    for (int i = 1; i < reads.size(); i++) {
      String next = i == reads.size() - 1 ? name : name + "/product" + i;
      product = graph.add("Mul", next, List.of(product, reads.get(i)));
    }
  }

  static Value normalize(Node node, Normalize operation, List<Value> inputs, Context context) {
    Value input = inputs.get(0);
    GraphWriter graph = context.graph();
    String name = node.name();
    long[] axes = new long[input.sample().length];
    for (int i = 0; i < axes.length; i++) {
      axes[i] = i + 1;
    }
    graph.add("ReduceL2", name + "/norm", List.of(input.name(), graph.longs(axes)));
    String least = graph.scalar(name + "/least", operation.least());
    graph.add("Max", name + "/divisor", List.of(name + "/norm", least));
    graph.add("Div", name, List.of(input.name(), name + "/divisor"));
    return new Value(name, input.stepsFirst(), input.sample());
  }
}
