package org.dl4jlab.interchange.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.dl4jlab.interchange.Weights;
import org.nd4j.linalg.api.ndarray.INDArray;

/** An ONNX graph in the making. */
final class GraphWriter {

  /** The name of the first dimension, whose size is free. */
  static final String BATCH = "batch";

  private final GraphProto.Builder graph = GraphProto.newBuilder();
  private final Map<List<Long>, String> constants = new HashMap<>();

  GraphWriter(String name) {
    graph.setName(name);
  }

  GraphProto build() {
    return graph.build();
  }

  /**
   * Adds a node.
   *
   * @param inputs names of results and initializers; an empty one is left out
   * @return the output's name
   */
  String add(String operator, String output, List<String> inputs, AttributeProto... attributes) {
    graph.addNode(
        NodeProto.newBuilder()
            .setOpType(operator)
            .setName(output)
            .addAllInput(inputs)
            .addOutput(output)
            .addAllAttribute(List.of(attributes)));
    return output;
  }

  /** Adds a node that has several outputs, of which only one is read. */
  String add(
      String operator, List<String> outputs, List<String> inputs, AttributeProto... attributes) {
    String read = outputs.stream().filter(name -> !name.isEmpty()).findFirst().orElseThrow();
    graph.addNode(
        NodeProto.newBuilder()
            .setOpType(operator)
            .setName(read)
            .addAllInput(inputs)
            .addAllOutput(outputs)
            .addAllAttribute(List.of(attributes)));
    return read;
  }

  /** Adds an array of float32 in its shape. */
  String floats(String name, INDArray array) {
    return floats(name, Weights.floats(array), array.shape());
  }

  /** Adds an array of float32. */
  String floats(String name, float[] values, long... shape) {
    ByteBuffer bytes = bytes(Math.multiplyExact(values.length, Float.BYTES));
    bytes.asFloatBuffer().put(values);
    return initializer(name, TensorProto.DataType.FLOAT, bytes, shape);
  }

  /** A number as a scalar. */
  String scalar(String name, double value) {
    return floats(name, new float[] {(float) value});
  }

  /** A vector of int64; there is one of each content. */
  String longs(long... values) {
    return constants.computeIfAbsent(
        Arrays.stream(values).boxed().toList(),
        content -> {
          ByteBuffer bytes = bytes(values.length * Long.BYTES);
          bytes.asLongBuffer().put(values);
          String name = "int64/" + String.join(",", content.stream().map(String::valueOf).toList());
          return initializer(name, TensorProto.DataType.INT64, bytes, values.length);
        });
  }

  private static ByteBuffer bytes(int length) {
    return ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
  }

  private String initializer(
      String name, TensorProto.DataType type, ByteBuffer bytes, long... shape) {
    ByteString content = UnsafeByteOperations.unsafeWrap(bytes.array());
    TensorProto.Builder tensor =
        TensorProto.newBuilder().setName(name).setDataType(type.getNumber()).setRawData(content);
    Arrays.stream(shape).forEach(tensor::addDims);
    graph.addInitializer(tensor);
    return name;
  }

  /** Declares one of the graph's inputs. */
  void input(String name, TensorProto.DataType type, String... sample) {
    graph.addInput(information(name, type, sample));
  }

  /** Declares one of the graph's outputs, of float32. */
  void output(String name, String... sample) {
    graph.addOutput(information(name, TensorProto.DataType.FLOAT, sample));
  }

  /**
   * @param sample sizes as digits, or names of those that are free
   */
  private static ValueInfoProto information(
      String name, TensorProto.DataType type, String... sample) {
    TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
    shape.addDim(TensorShapeProto.Dimension.newBuilder().setDimParam(BATCH));
    for (String size : sample) {
      boolean known = size.chars().allMatch(Character::isDigit);
      shape.addDim(
          known
              ? TensorShapeProto.Dimension.newBuilder().setDimValue(Long.parseLong(size))
              : TensorShapeProto.Dimension.newBuilder().setDimParam(size));
    }
    TypeProto.Tensor.Builder tensor =
        TypeProto.Tensor.newBuilder().setElemType(type.getNumber()).setShape(shape);
    return ValueInfoProto.newBuilder()
        .setName(name)
        .setType(TypeProto.newBuilder().setTensorType(tensor))
        .build();
  }
}
