package org.dl4jlab.interchange.keras;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.dl4jlab.data.ArrayBatch;
import org.dl4jlab.engine.Engine;
import org.dl4jlab.engine.Engines;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;

/**
 * Models that Keras itself wrote, each with a {@code NAME.json} of inputs and of what Keras
 * computed from them, in the folder that {@code DL4JLAB_KERAS_MODELS} names.
 */
class KerasOwnFilesTest {

  private static final float CLOSE = 1e-5f;

  @TestFactory
  Stream<DynamicTest> modelsOfKeras() throws IOException {
    String folder = System.getenv("DL4JLAB_KERAS_MODELS");
    assumeTrue(folder != null, "DL4JLAB_KERAS_MODELS names no folder of models that Keras wrote");
    try (Stream<Path> files = Files.list(Path.of(folder))) {
      List<Path> models =
          files.filter(file -> file.toString().matches(".*\\.(keras|h5)")).sorted().toList();
      assertTrue(!models.isEmpty(), folder);
      return models.stream()
          .flatMap(
              file ->
                  Stream.of("dl4j", "onednn")
                      .map(
                          engine ->
                              dynamicTest(
                                  file.getFileName() + " on " + engine,
                                  () -> computesTheSame(file, engine))));
    }
  }

  private static void computesTheSame(Path file, String engineName) throws IOException {
    ImportedModel model = KerasImport.read(file);
    String name = file.getFileName().toString().replaceAll("\\.\\w+$", "");
    JsonNode known = new ObjectMapper().readTree(file.resolveSibling(name + ".json").toFile());
    INDArray[] features = arrays(known.path("inputs"));
    INDArray[] expected = arrays(known.path("outputs"));
    INDArray[] none = new INDArray[expected.length];
    for (int i = 0; i < none.length; i++) {
      none[i] = expected[i].like();
    }
    try (Engine engine = Engines.named(engineName, model.graph())) {
      List<INDArray> outputs = engine.outputs(new ArrayBatch(new MultiDataSet(features, none)));
      for (int i = 0; i < outputs.size(); i++) {
        assertArrayEquals(
            expected[i].dup('c').data().asFloat(), outputs.get(i).dup('c').data().asFloat(), CLOSE);
      }
    }
  }

  /** With the channels first. */
  static INDArray[] arrays(JsonNode nodes) {
    List<INDArray> arrays = new ArrayList<>();
    for (JsonNode node : nodes) {
      float[] data = new float[node.path("data").size()];
      for (int i = 0; i < data.length; i++) {
        data[i] = (float) node.path("data").get(i).asDouble();
      }
      int[] shape = new int[node.path("shape").size()];
      for (int i = 0; i < shape.length; i++) {
        shape[i] = node.path("shape").get(i).asInt();
      }
      arrays.add(ChannelsLast.array(new Tensor(data, shape)));
    }
    return arrays.toArray(INDArray[]::new);
  }
}
