package org.dl4jlab.interchange.keras.writer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dl4jlab.interchange.LectureNetworks;
import org.dl4jlab.interchange.keras.ImportedModel;
import org.dl4jlab.interchange.keras.KerasImport;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.learning.config.Adam;

/** What was written and read again has the same weights to the bit. */
class SameWeightsTest {

  @TempDir private Path folder;

  @ParameterizedTest
  @EnumSource(LectureNetworks.class)
  void outAndIn(LectureNetworks lecture) throws IOException {
    ComputationGraph network = lecture.network();
    Path file = folder.resolve("model.keras");
    LectureFiles.export(lecture).write(file);
    ImportedModel model = KerasImport.read(file);
    ComputationGraph back = model.graph();
    for (String array : network.paramTable().keySet()) {
      // DL4J keeps running deviations' logarithms, Keras and the network from there the variances.
      if (!array.endsWith("log10stdev")) {
        assertSame(array, network, back);
      }
    }
    Path again = folder.resolve("again.keras");
    KerasExport.of(back, inputs(model)).write(again);
    ComputationGraph twice = KerasImport.read(again).graph();
    for (String array : back.paramTable().keySet()) {
      assertSame(array, back, twice);
    }
  }

  @ParameterizedTest
  @EnumSource(LectureNetworks.class)
  void trainingGoesOnWithTheSameOptimizerAndLoss(LectureNetworks lecture) throws IOException {
    Path file = folder.resolve("model.keras");
    LectureFiles.export(lecture).write(file);
    ComputationGraph back = KerasImport.read(file).graph();
    Adam adam = (Adam) back.getLayer(0).conf().getLayer().getUpdaterByParam("W");
    assertEquals(lecture == LectureNetworks.SENTIMENT ? 0.001 : 0.0005, adam.getLearningRate());
    assertEquals(1e-7, adam.getEpsilon());
  }

  static Stream<Path> modelsOfKeras() throws IOException {
    String folder = System.getenv("DL4JLAB_KERAS_MODELS");
    return folder == null
        ? Stream.empty()
        : Files.list(Path.of(folder)).filter(file -> file.toString().matches(".*\\.(keras|h5)"));
  }

  @ParameterizedTest
  @MethodSource("modelsOfKeras")
  @EnabledIfEnvironmentVariable(named = "DL4JLAB_KERAS_MODELS", matches = ".+")
  void inAndOutAndIn(Path own) throws IOException {
    ImportedModel model = KerasImport.read(own);
    Path file = folder.resolve("model.keras");
    KerasExport.of(model.graph(), inputs(model)).write(file);
    ComputationGraph back = KerasImport.read(file).graph();
    assertEquals(model.graph().paramTable().keySet(), back.paramTable().keySet());
    for (String array : model.graph().paramTable().keySet()) {
      assertSame(array, model.graph(), back);
    }
  }

  /** From shapes that have the channels last. */
  private static InputType[] inputs(ImportedModel model) {
    return model.inputs().stream().map(SameWeightsTest::input).toArray(InputType[]::new);
  }

  private static InputType input(int[] sample) {
    return switch (sample.length) {
      case 1 -> InputType.feedForward(sample[0]);
      case 2 -> InputType.recurrent(sample[1], sample[0]);
      default -> InputType.convolutional(sample[0], sample[1], sample[2]);
    };
  }

  private static void assertSame(String array, ComputationGraph expected, ComputationGraph actual) {
    assertArrayEquals(
        expected.getParam(array).dup('c').data().asFloat(),
        actual.getParam(array).dup('c').data().asFloat(),
        array);
  }
}
