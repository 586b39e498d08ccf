package org.dl4jlab.interchange.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import java.util.List;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.dl4jlab.program.KernelParameters;
import org.dl4jlab.program.Node;
import org.dl4jlab.program.Operation.GlobalPooling;
import org.dl4jlab.program.Operation.Pooling;

/** Pooling of windows, and of all there is. */
final class PoolingWriters {

  private PoolingWriters() {}

  static Value pooling(Node node, Pooling operation, List<Value> inputs, Context context) {
    return pooling(node.name(), operation, inputs.get(0), context.graph());
  }

  static Value pooling(String name, Pooling operation, Value input, GraphWriter graph) {
    KernelParameters kernel = operation.kernel();
    List<AttributeProto> attributes = Windows.attributes(kernel, input);
    PoolingType type = operation.type();
    if (type == PoolingType.MAX) {
      graph.add("MaxPool", name, List.of(input.name()), attributes.toArray(AttributeProto[]::new));
    } else {
      boolean sum = type == PoolingType.SUM;
      attributes.add(Attributes.of("count_include_pad", sum || operation.paddingCounts() ? 1 : 0));
      String mean = sum ? name + "/mean" : name;
      graph.add(
          "AveragePool", mean, List.of(input.name()), attributes.toArray(AttributeProto[]::new));
      if (sum) {
        long area = kernel.kernel()[0] * (input.isSeries() ? 1 : kernel.kernel()[1]);
        graph.add("Mul", name, List.of(mean, graph.scalar(name + "/area", area)));
      }
    }
    return new Value(name, Windows.output(kernel, input, input.sample()[0]));
  }

  static Value globalPooling(
      Node node, GlobalPooling operation, List<Value> inputs, Context context) {
    Value input = inputs.get(0);
    String operator =
        switch (operation.type()) {
          case MAX -> "ReduceMax";
          case AVG -> "ReduceMean";
          case SUM -> "ReduceSum";
          default -> throw new IllegalArgumentException("No reader gives " + operation);
        };
    String axes = input.isSeries() ? context.graph().longs(2) : context.graph().longs(2, 3);
    context
        .graph()
        .add(operator, node.name(), List.of(input.name(), axes), Attributes.of("keepdims", 0));
    return new Value(node.name(), input.sample()[0]);
  }
}
