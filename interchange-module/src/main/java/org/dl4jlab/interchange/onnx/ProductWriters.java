package org.dl4jlab.interchange.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.dl4jlab.interchange.Weights;
import org.dl4jlab.program.KernelParameters;
import org.dl4jlab.program.Node;
import org.dl4jlab.program.Operation.BatchNorm;
import org.dl4jlab.program.Operation.Convolution;
import org.dl4jlab.program.Operation.Dense;
import org.dl4jlab.program.Operation.GroupedConvolution;
import org.dl4jlab.program.Parameter;
import org.dl4jlab.program.RunningStatistics;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Convolutions, dense layers, and the normalization of what they give. */
final class ProductWriters {

  private ProductWriters() {}

  static Value convolution(Node node, Convolution operation, List<Value> inputs, Context context) {
    Parameter weights = operation.weights();
    return convolution(
        node,
        operation.kernel(),
        Weights.floats(context.weights().of(weights)),
        weights.shape(),
        1,
        operation.bias(),
        inputs.get(0),
        context);
  }

  static Value groupedConvolution(
      Node node, GroupedConvolution operation, List<Value> inputs, Context context) {
    long[] shape = operation.shape();
    float[] memory = Weights.floats(context.weights().memory(operation.weights()));
    return convolution(
        node,
        operation.kernel(),
        gathered(memory, shape, operation.strides()),
        new long[] {shape[0] * shape[1], shape[2], shape[3], shape[4]},
        shape[0],
        operation.bias(),
        inputs.get(0),
        context);
  }

  /** Row-major what lies in memory in another order. */
  private static float[] gathered(float[] memory, long[] shape, long[] strides) {
    float[] gathered = new float[memory.length];
    long[] index = new long[shape.length];
    for (int i = 0; i < gathered.length; i++) {
      long offset = 0;
      for (int d = 0; d < shape.length; d++) {
        offset += index[d] * strides[d];
      }
      gathered[i] = memory[(int) offset];
      for (int d = shape.length - 1; d >= 0 && ++index[d] == shape[d]; d--) {
        index[d] = 0;
      }
    }
    return gathered;
  }

  /**
   * @param shape {@code [filters, channels of a group, kernel height, kernel width]}
   */
  private static Value convolution(
      Node node,
      KernelParameters kernel,
      float[] weights,
      long[] shape,
      long groups,
      Parameter bias,
      Value input,
      Context context) {
    List<AttributeProto> attributes = Windows.attributes(kernel, input);
    attributes.add(Attributes.of("group", groups));
    long[] dimensions = input.isSeries() ? Arrays.copyOf(shape, 3) : shape;
    List<String> reads = new ArrayList<>(List.of(input.name()));
    reads.add(context.graph().floats(node.name() + "/weights", weights, dimensions));
    addBias(node, bias, reads, context);
    String output =
        context.graph().add("Conv", node.name(), reads, attributes.toArray(AttributeProto[]::new));
    return new Value(output, Windows.output(kernel, input, shape[0]));
  }

  private static void addBias(Node node, Parameter bias, List<String> reads, Context context) {
    if (bias != null) {
      reads.add(context.graph().floats(node.name() + "/bias", context.weights().of(bias)));
    }
  }

  static Value dense(Node node, Dense operation, List<Value> inputs, Context context) {
    Parameter bias = operation.bias();
    INDArray weights = context.weights().of(operation.weights());
    return dense(node, weights, bias == null ? null : context.weights().of(bias), inputs, context);
  }

  /**
   * @param weights {@code [units, features]}
   * @param bias {@code [units]}, null for none
   */
  static Value dense(
      Node node, INDArray weights, INDArray bias, List<Value> inputs, Context context) {
    Value input = inputs.get(0);
    GraphWriter graph = context.graph();
    long units = weights.size(0);
    if (input.stepsFirst()) {
      String turned = graph.floats(node.name() + "/weights", weights.transpose());
      String product = bias == null ? node.name() : node.name() + "/product";
      graph.add("MatMul", product, List.of(input.name(), turned));
      if (bias != null) {
        String added = graph.floats(node.name() + "/bias", bias);
        graph.add("Add", node.name(), List.of(product, added));
      }
      return new Value(node.name(), true, input.sample()[0], units);
    }
    List<String> reads = new ArrayList<>(List.of(input.name()));
    reads.add(graph.floats(node.name() + "/weights", weights));
    if (bias != null) {
      reads.add(graph.floats(node.name() + "/bias", bias));
    }
    return new Value(graph.add("Gemm", node.name(), reads, Attributes.of("transB", 1)), units);
  }

  static Value batchNorm(Node node, BatchNorm operation, List<Value> inputs, Context context) {
    GraphWriter graph = context.graph();
    Value input = inputs.get(0);
    if (input.stepsFirst()) {
      Value series = SeriesWriters.stepsLast(node.name() + "/series", input, graph);
      Value normalized = batchNorm(node.name() + "/normalized", operation, series, context);
      return SeriesWriters.stepsFirst(node.name(), normalized, graph);
    }
    return batchNorm(node.name(), operation, input, context);
  }

  private static Value batchNorm(String name, BatchNorm operation, Value input, Context context) {
    GraphWriter graph = context.graph();
    RunningStatistics statistics = operation.statistics();
    float[] mean = Weights.floats(statistics.mean());
    float[] gamma = new float[mean.length];
    float[] beta = new float[mean.length];
    Arrays.fill(gamma, 1);
    if (operation.gamma() != null) {
      gamma = Weights.floats(context.weights().of(operation.gamma()));
      beta = Weights.floats(context.weights().of(operation.beta()));
    }
    long channels = mean.length;
    graph.add(
        "BatchNormalization",
        name,
        List.of(
            input.name(),
            graph.floats(name + "/gamma", gamma, channels),
            graph.floats(name + "/beta", beta, channels),
            graph.floats(name + "/mean", mean, channels),
            graph.floats(name + "/variance", Weights.variance(statistics), channels)),
        Attributes.of("epsilon", (float) operation.epsilon()));
    return new Value(name, input.sample());
  }
}
