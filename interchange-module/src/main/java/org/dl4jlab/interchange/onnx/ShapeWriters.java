package org.dl4jlab.interchange.onnx;

import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.dl4jlab.program.Node;
import org.dl4jlab.program.Operation.Concatenate;
import org.dl4jlab.program.Operation.Flatten;
import org.dl4jlab.program.Operation.Reshape;
import org.dl4jlab.program.Operation.Subset;
import org.dl4jlab.program.Operation.Unstack;

/** The same numbers under another shape, together, or in parts. */
final class ShapeWriters {

  private ShapeWriters() {}

  static Value concatenate(Node node, Concatenate operation, List<Value> inputs, Context context) {
    List<String> reads = inputs.stream().map(Value::name).toList();
    long[] sample = inputs.get(0).sample().clone();
    boolean steps = inputs.get(0).stepsFirst();
    int channels = steps ? sample.length - 1 : 0;
    if (operation.dimension() == 1) {
      sample[channels] = inputs.stream().mapToLong(in -> in.sample()[channels]).sum();
    }
    int axis = operation.dimension() == 0 ? 0 : channels + 1;
    context.graph().add("Concat", node.name(), reads, Attributes.of("axis", axis));
    return new Value(node.name(), steps, sample);
  }

  static Value flatten(Node node, Flatten operation, List<Value> inputs, Context context) {
    Value input = inputs.get(0);
    String output =
        context
            .graph()
            .add("Flatten", node.name(), List.of(input.name()), Attributes.of("axis", 1));
    return new Value(output, input.length());
  }

  static Value reshape(Node node, Reshape operation, List<Value> inputs, Context context) {
    long[] sample = operation.sample();
    long[] shape = LongStream.concat(LongStream.of(-1), Arrays.stream(sample)).toArray();
    GraphWriter graph = context.graph();
    graph.add("Reshape", node.name(), List.of(inputs.get(0).name(), graph.longs(shape)));
    return new Value(node.name(), sample);
  }

  static Value subset(Node node, Subset operation, List<Value> inputs, Context context) {
    Value input = inputs.get(0);
    GraphWriter graph = context.graph();
    graph.add(
        "Slice",
        node.name(),
        List.of(
            input.name(),
            graph.longs(operation.first()),
            graph.longs(operation.last() + 1),
            graph.longs(1)));
    long[] sample = input.sample().clone();
    sample[0] = operation.last() - operation.first() + 1;
    return new Value(node.name(), sample);
  }

  /** The batch is as long as it is: it is split into so many parts, all but one left alone. */
  static Value unstack(Node node, Unstack operation, List<Value> inputs, Context context) {
    Value input = inputs.get(0);
    String[] parts = new String[(int) operation.parts()];
    for (int i = 0; i < parts.length; i++) {
      parts[i] = i == operation.part() ? node.name() : node.name() + "/other" + i;
    }
    context
        .graph()
        .add(
            "Split",
            List.of(parts),
            List.of(input.name()),
            Attributes.of("axis", 0),
            Attributes.of("num_outputs", operation.parts()));
    return new Value(node.name(), input.stepsFirst(), input.sample());
  }
}
