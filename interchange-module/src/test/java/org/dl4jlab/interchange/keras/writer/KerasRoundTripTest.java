package org.dl4jlab.interchange.keras.writer;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.dl4jlab.UserException;
import org.dl4jlab.interchange.keras.ImportedModel;
import org.dl4jlab.interchange.keras.KerasImport;
import org.dl4jlab.testing.engine.Batches;
import org.dl4jlab.testing.engine.NetworkCase;
import org.dl4jlab.testing.engine.SuiteNetworks;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Out to Keras and in again, over all networks that the engines are tested with. */
class KerasRoundTripTest {

  @TempDir private Path folder;

  static List<NetworkCase> networks() {
    return SuiteNetworks.all();
  }

  @ParameterizedTest
  @MethodSource("networks")
  void samePredictions(NetworkCase net) throws Exception {
    Model model = net.model();
    Path file = folder.resolve("model.keras");
    try {
      KerasExport.of(model, inputTypes(net)).write(file);
    } catch (UserException e) {
      System.out.println("REFUSED " + net.name() + ": " + e.getMessage());
      return;
    }
    ImportedModel imported;
    try {
      imported = KerasImport.read(file);
    } catch (UserException e) {
      System.out.println("NOT IMPORTED " + net.name() + ": " + e.getMessage());
      return;
    }
    INDArray[] inputs = Batches.of(net, 4, new Random(4)).arrays().getFeatures();
    INDArray[] expected = outputs(model, inputs);
    INDArray[] actual = outputs(imported.graph(), inputs);
    for (int i = 0; i < expected.length; i++) {
      double error =
          expected[i].sub(actual[i]).norm2Number().doubleValue()
              / Math.max(1e-6, expected[i].norm2Number().doubleValue());
      assertTrue(error < 1e-5, "output %d differs by %.2e".formatted(i, error));
    }
  }

  private static InputType[] inputTypes(NetworkCase net) {
    return net.inputs().stream().map(KerasRoundTripTest::inputType).toArray(InputType[]::new);
  }

  private static InputType inputType(int[] sample) {
    return switch (sample.length) {
      case 1 -> InputType.feedForward(sample[0]);
      case 2 -> InputType.recurrent(sample[0], sample[1]);
      default -> InputType.convolutional(sample[1], sample[2], sample[0]);
    };
  }

  private static INDArray[] outputs(Model model, INDArray[] inputs) {
    INDArray[] copies = Arrays.stream(inputs).map(INDArray::dup).toArray(INDArray[]::new);
    return model instanceof ComputationGraph graph
        ? graph.output(false, copies)
        : new INDArray[] {((MultiLayerNetwork) model).output(copies[0], false)};
  }
}
