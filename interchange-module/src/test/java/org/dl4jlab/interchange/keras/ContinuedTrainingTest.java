package org.dl4jlab.interchange.keras;

import static org.dl4jlab.testing.engine.Closeness.assertClose;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dl4jlab.engine.Engine;
import org.dl4jlab.engine.Engines;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.nd4j.linalg.dataset.MultiDataSet;

/**
 * Models that Keras has trained go on here as in Keras: {@code DL4JLAB_KERAS_TRAINED} names a
 * folder with models {@code NAME.keras} or {@code NAME.h5}, the batches of some more steps as
 * {@code NAME.json}, and {@code NAME.after.keras}, what Keras has made of the model with them. The
 * script {@code train_models.py} among the resources makes such a folder.
 */
@EnabledIfEnvironmentVariable(named = "DL4JLAB_KERAS_TRAINED", matches = ".+")
class ContinuedTrainingTest {

  private static final String AFTER = ".after.keras";
  private static final double TOLERANCE = 1e-5;

  @TestFactory
  Stream<DynamicTest> stepsAreThoseOfKeras() throws IOException {
    Path folder = Path.of(System.getenv("DL4JLAB_KERAS_TRAINED"));
    try (Stream<Path> files = Files.list(folder)) {
      List<Path> models =
          files
              .filter(file -> file.toString().matches(".*\\.(keras|h5)"))
              .filter(file -> !file.toString().endsWith(AFTER))
              .sorted()
              .toList();
      assertTrue(!models.isEmpty(), folder::toString);
      return models.stream()
          .flatMap(
              file ->
                  Stream.of("dl4j", "onednn")
                      .map(
                          engine ->
                              dynamicTest(
                                  file.getFileName() + " on " + engine,
                                  () -> goesOn(file, engine))));
    }
  }

  private static void goesOn(Path file, String engineName) throws IOException {
    String name = file.getFileName().toString().replaceAll("\\.\\w+$", "");
    ImportedModel model = KerasImport.read(file);
    assertTrue(model.compiled(), model.notes()::toString);
    JsonNode steps = new ObjectMapper().readTree(file.resolveSibling(name + ".json").toFile());
    try (Engine engine = Engines.named(engineName, model.graph())) {
      for (JsonNode step : steps) {
        engine.fit(
            new MultiDataSet(
                KerasOwnFilesTest.arrays(step.path("inputs")),
                KerasOwnFilesTest.arrays(step.path("labels"))));
      }
    }
    ImportedModel expected = KerasImport.read(file.resolveSibling(name + AFTER));
    assertEquals(expected.steps(), model.steps());
    expected
        .graph()
        .paramTable()
        .forEach(
            (array, values) ->
                assertClose(array, values, model.graph().getParam(array), TOLERANCE));
    assertSameMemory(expected.graph(), model.graph());
  }

  /** Such as Adam's moments. */
  private static void assertSameMemory(ComputationGraph expected, ComputationGraph actual) {
    if (expected.getUpdater().getStateViewArray() != null) {
      assertClose(
          "What the optimizer remembers",
          expected.getUpdater().getStateViewArray(),
          actual.getUpdater().getStateViewArray(),
          TOLERANCE);
    }
  }
}
