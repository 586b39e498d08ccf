package org.dl4jlab.interchange.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto.Dimension;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import java.util.HashSet;
import java.util.Set;

/** What ONNX' own checker demands of a file, which ONNX Runtime partly overlooks. */
final class OnnxRules {

  /** The first version of the format that knows the operators of opset 21. */
  private static final long FORMAT = 10;

  private OnnxRules() {}

  static void requireKept(ModelProto model) {
    assertEquals(FORMAT, model.getIrVersion());
    assertEquals(1, model.getOpsetImportCount());
    assertEquals("", model.getOpsetImport(0).getDomain());
    assertEquals(OnnxExport.OPSET, model.getOpsetImport(0).getVersion());
    Set<String> properties = new HashSet<>();
    model.getMetadataPropsList().forEach(entry -> assertNew(entry.getKey(), properties));
    requireKept(model.getGraph());
  }

  private static void requireKept(GraphProto graph) {
    assertFalse(graph.getName().isEmpty());
    Set<String> results = new HashSet<>();
    for (ValueInfoProto input : graph.getInputList()) {
      assertNew(input.getName(), results);
      requireDeclared(input);
    }
    for (TensorProto constant : graph.getInitializerList()) {
      assertNew(constant.getName(), results);
      requireWhole(constant);
    }
    Set<String> names = new HashSet<>();
    for (NodeProto node : graph.getNodeList()) {
      assertNew(node.getName(), names);
      assertEquals("", node.getDomain());
      for (String input : node.getInputList()) {
        assertTrue(
            input.isEmpty() || results.contains(input),
            () -> "%s reads %s before it is there".formatted(node.getName(), input));
      }
      node.getOutputList().stream()
          .filter(output -> !output.isEmpty())
          .forEach(output -> assertNew(output, results));
      Set<String> attributes = new HashSet<>();
      node.getAttributeList().forEach(attribute -> assertNew(attribute.getName(), attributes));
    }
    for (ValueInfoProto output : graph.getOutputList()) {
      assertTrue(results.contains(output.getName()), output::getName);
      requireDeclared(output);
    }
  }

  private static void assertNew(String name, Set<String> known) {
    assertFalse(name.isEmpty());
    assertTrue(known.add(name), () -> "There are two of " + name);
  }

  /** The batch is free; what else is free has another name. */
  private static void requireDeclared(ValueInfoProto value) {
    TypeProto.Tensor type = value.getType().getTensorType();
    assertTrue(type.getElemType() != TensorProto.DataType.UNDEFINED.getNumber());
    assertTrue(type.getShape().getDimCount() > 1, value::getName);
    assertEquals(GraphWriter.BATCH, type.getShape().getDim(0).getDimParam());
    for (Dimension size : type.getShape().getDimList()) {
      assertTrue(size.getDimValue() > 0 || !size.getDimParam().isEmpty(), value::getName);
    }
  }

  private static void requireWhole(TensorProto constant) {
    int width =
        constant.getDataType() == TensorProto.DataType.INT64.getNumber() ? Long.BYTES : Float.BYTES;
    long length = constant.getDimsList().stream().reduce(1L, Math::multiplyExact);
    assertEquals(length * width, constant.getRawData().size(), constant::getName);
  }
}
