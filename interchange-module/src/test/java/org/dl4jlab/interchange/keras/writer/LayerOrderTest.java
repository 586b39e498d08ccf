package org.dl4jlab.interchange.keras.writer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.dl4jlab.testing.engine.NetworkCase;
import org.dl4jlab.testing.engine.SuiteNetworks;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Graphs whose layers Keras has in another order than DL4J: {@code [layer.name for layer in
 * model.layers]} of Keras 3.15.1.
 */
class LayerOrderTest {

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    "branches: inception, input stem three pool one threeActive projected merged last flatten output",
    "branches: random 5, input value0 value2 value1 value3 value4 value5 value6 all flatten last output"
  })
  void asKerasHasThem(String name, String expected) throws Exception {
    NetworkCase net = SuiteNetworks.named(name);
    int[] image = net.inputs().get(0);
    Path file = folder.resolve("model.keras");
    KerasExport.of(net.model(), InputType.convolutional(image[1], image[2], image[0])).write(file);
    List<String> names = new ArrayList<>();
    for (JsonNode layer : KerasFile.read(file).config().at("/config/layers")) {
      names.add(layer.required("name").asText());
    }
    assertEquals(expected, String.join(" ", names));
  }
}
