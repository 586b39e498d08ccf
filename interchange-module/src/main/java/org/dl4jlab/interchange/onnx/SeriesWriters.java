package org.dl4jlab.interchange.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.dl4jlab.program.Node;
import org.dl4jlab.program.Operation.LastStep;
import org.dl4jlab.program.Operation.Lstm;
import org.dl4jlab.program.Operation.RepeatOverSteps;
import org.dl4jlab.program.Operation.SamplesAsSteps;
import org.dl4jlab.program.Operation.StepsAsSamples;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** What is particular to series, {@code [batch, features, steps]}. */
final class SeriesWriters {

  /** Where DL4J has ONNX's gates input, output, forget, candidate. */
  private static final int[] GATES = {3, 2, 1, 0};

  /** Where DL4J has ONNX's peepholes input, output, forget. */
  private static final int[] PEEPHOLES = {2, 1, 0};

  private static final long[] STEPS_IN_FRONT_OF_BATCH = {2, 0, 1};
  private static final long[] STEPS_LAST = {1, 2, 0};

  private SeriesWriters() {}

  static Value lstm(Node node, Lstm operation, List<Value> inputs, Context context) {
    GraphWriter graph = context.graph();
    String name = node.name();
    INDArray weights = context.weights().of(operation.weights());
    long units = weights.size(1) / 4;
    INDArray recurrent = context.weights().of(operation.recurrent());
    INDArray bias = context.weights().of(operation.bias()).reshape(1, 4 * units);
    INDArray both = Nd4j.concat(1, inGates(bias, units), Nd4j.zeros(1, 4 * units));
    String peepholes = "";
    if (operation.peepholes()) {
      INDArray seen = columns(recurrent, 4 * units, 4 * units + 3);
      INDArray ordered = Nd4j.hstack(column(seen, 0), column(seen, 1), column(seen, 2));
      peepholes = graph.floats(name + "/peepholes", ordered.transpose().reshape(1, 3 * units));
    }
    String states =
        recurrent(
            "LSTM",
            name,
            inputs.get(0),
            units,
            List.of(
                graph.floats(name + "/weights", direction(inGates(weights, units))),
                graph.floats(name + "/recurrent", direction(inGates(recurrent, units))),
                graph.floats(name + "/bias", both),
                "",
                "",
                "",
                peepholes),
            operation.backwards(),
            graph);
    return new Value(states, units, inputs.get(0).sample()[1]);
  }

  private static INDArray column(INDArray seen, int place) {
    return columns(seen, PEEPHOLES[place], PEEPHOLES[place] + 1);
  }

  private static INDArray inGates(INDArray array, long units) {
    INDArray[] gates = new INDArray[GATES.length];
    for (int i = 0; i < gates.length; i++) {
      gates[i] = columns(array, GATES[i] * units, (GATES[i] + 1) * units);
    }
    return Nd4j.concat(1, gates);
  }

  private static INDArray columns(INDArray array, long from, long to) {
    return array.get(NDArrayIndex.all(), NDArrayIndex.interval(from, to)).dup();
  }

  /** Turned, and the only one of its directions. */
  static INDArray direction(INDArray weights) {
    return weights.transpose().dup('c').reshape(1, weights.size(1), weights.size(0));
  }

  /**
   * Adds a layer that remembers, from series to series.
   *
   * @param arrays that it reads behind its input
   */
  static String recurrent(
      String operator,
      String name,
      Value input,
      long units,
      List<String> arrays,
      boolean backwards,
      GraphWriter graph,
      AttributeProto... more) {
    String steps = name + "/steps";
    graph.add("Transpose", steps, List.of(input.name()), perm(STEPS_IN_FRONT_OF_BATCH));
    List<String> reads = Stream.concat(Stream.of(steps), arrays.stream()).toList();
    var attributes = new ArrayList<>(List.of(more));
    attributes.add(Attributes.of("hidden_size", units));
    attributes.add(Attributes.of("direction", backwards ? "reverse" : "forward"));
    graph.add(operator, name + "/states", reads, attributes.toArray(AttributeProto[]::new));
    graph.add("Squeeze", name + "/squeezed", List.of(name + "/states", graph.longs(1)));
    return graph.add("Transpose", name, List.of(name + "/squeezed"), perm(STEPS_LAST));
  }

  private static AttributeProto perm(long... order) {
    return Attributes.of("perm", order);
  }

  static Value lastStep(Node node, LastStep operation, List<Value> inputs, Context context) {
    return lastStep(node.name(), inputs.get(0), context.graph());
  }

  static Value lastStep(String name, Value input, GraphWriter graph) {
    String last = name + "/last";
    graph.add(
        "Slice",
        last,
        List.of(input.name(), graph.longs(-1), graph.longs(Long.MAX_VALUE), graph.longs(2)));
    graph.add("Squeeze", name, List.of(last, graph.longs(2)));
    return new Value(name, input.sample()[0]);
  }

  /** From the last step to the first. */
  static Value reversed(String name, Value input, GraphWriter graph) {
    graph.add(
        "Slice",
        name,
        List.of(
            input.name(),
            graph.longs(-1),
            graph.longs(Long.MIN_VALUE),
            graph.longs(2),
            graph.longs(-1)));
    return new Value(name, input.sample());
  }

  static Value repeatOverSteps(
      Node node, RepeatOverSteps operation, List<Value> inputs, Context context) {
    GraphWriter graph = context.graph();
    String name = node.name();
    Value input = inputs.get(0);
    Value series = inputs.get(1);
    graph.add("Unsqueeze", name + "/one", List.of(input.name(), graph.longs(2)));
    graph.add(
        "Shape",
        name + "/steps",
        List.of(series.name()),
        Attributes.of("start", 2),
        Attributes.of("end", 3));
    graph.add(
        "Concat",
        name + "/shape",
        List.of(graph.longs(1, 1), name + "/steps"),
        Attributes.of("axis", 0));
    graph.add("Expand", name, List.of(name + "/one", name + "/shape"));
    return new Value(name, input.sample()[0], series.sample()[1]);
  }

  static Value stepsFirst(
      Node node, StepsAsSamples operation, List<Value> inputs, Context context) {
    return stepsFirst(node.name(), inputs.get(0), context.graph());
  }

  /** To {@code [batch, steps, features]}: what is done with samples is done with steps then. */
  static Value stepsFirst(String name, Value input, GraphWriter graph) {
    graph.add("Transpose", name, List.of(input.name()), perm(0, 2, 1));
    return new Value(name, true, input.sample()[1], input.sample()[0]);
  }

  static Value stepsLast(Node node, SamplesAsSteps operation, List<Value> inputs, Context context) {
    return stepsLast(node.name(), inputs.get(0), context.graph());
  }

  /** Back to {@code [batch, features, steps]}. */
  static Value stepsLast(String name, Value input, GraphWriter graph) {
    graph.add("Transpose", name, List.of(input.name()), perm(0, 2, 1));
    return new Value(name, input.sample()[1], input.sample()[0]);
  }
}
