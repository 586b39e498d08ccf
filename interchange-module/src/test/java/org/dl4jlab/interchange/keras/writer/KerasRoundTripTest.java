package org.dl4jlab.interchange.keras.writer;

import static org.dl4jlab.testing.engine.Closeness.assertClose;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
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

  private static final double TOLERANCE = 1e-5;

  /** Networks with what Keras does not have. */
  private static final Set<String> REFUSED =
      Set.of(
          "activations with arguments to derive from",
          "activation: HARDSIGMOID",
          "activation: leakyrelu(a=-0.1)",
          "activation: RATIONALTANH",
          "activation: RECTIFIEDTANH",
          "activation: GELU",
          "activation: CUBE",
          "activation: gelu(precise=true)",
          "activation: SOFTMAX on images",
          "loss: LossBinaryXENT of HARDSIGMOID",
          "loss: LossL2 of GELU",
          "layer: global sum pooling",
          "layer: locked batch norm",
          "vertex: subset",
          "vertex: subset of channels",
          "vertex: L2 normalize",
          "vertex: L2 normalize images",
          "vertex: stack and unstack",
          "vertex: stack and unstack images",
          "vertex: reshape",
          "vertex: pool helper",
          "vertex: flat images",
          "recurrent: from both ends, the last step",
          "recurrent: with peepholes",
          "recurrent: with dropout, the last step",
          "stock: local response normalization",
          "stock: p-norm pooling",
          "stock: p-norm pooling of zeros",
          "stock: space to depth",
          "stock: softmax over steps",
          "stock: centre loss",
          "stock: encoder and decoder",
          "stock: reversed series",
          "mask: the sum of steps",
          "mask: the last step with peepholes",
          "mask: ones from both ends, the last step",
          "segments: with peepholes",
          "segments: of frames",
          "segments: of a graph",
          "mask: samples of a centre loss",
          "mask: encoder and decoder");

  /** Networks in which Keras has what DL4J's importer does not take in again. */
  private static final Set<String> ONE_WAY = Set.of("activation: RELU with a slope");

  @TempDir private Path folder;

  static Stream<NetworkCase> written() {
    return SuiteNetworks.all().stream()
        .filter(net -> !REFUSED.contains(net.name()) && !ONE_WAY.contains(net.name()));
  }

  static Stream<NetworkCase> refused() {
    return REFUSED.stream().map(SuiteNetworks::named);
  }

  static Stream<NetworkCase> oneWay() {
    return ONE_WAY.stream().map(SuiteNetworks::named);
  }

  @ParameterizedTest
  @MethodSource("refused")
  void refusedByTheLayersNames(NetworkCase net) {
    UserException e = assertThrows(UserException.class, () -> export(net.model(), net));
    assertTrue(
        e.getMessage().matches("The network cannot be written for Keras: '.+' .+"), e::getMessage);
  }

  @ParameterizedTest
  @MethodSource("oneWay")
  void writtenAllTheSame(NetworkCase net) throws IOException {
    Path file = export(net.model(), net);
    assertEquals(
        List.of("metadata.json", "config.json", "model.weights.h5"),
        KerasFile.read(file).entries());
    assertThrows(UserException.class, () -> KerasImport.read(file));
  }

  @ParameterizedTest
  @MethodSource("written")
  void samePredictions(NetworkCase net) throws IOException {
    Model model = net.model();
    ImportedModel imported = KerasImport.read(export(model, net));
    INDArray[] inputs = Batches.of(net, 4, new Random(4)).arrays().getFeatures();
    INDArray[] expected = outputs(model, inputs);
    INDArray[] actual = outputs(imported.graph(), inputs);
    for (int i = 0; i < expected.length; i++) {
      assertClose("output " + i, expected[i], actual[i], TOLERANCE);
    }
  }

  private Path export(Model model, NetworkCase net) throws IOException {
    Path file = folder.resolve("model.keras");
    KerasExport.of(model, inputTypes(net)).write(file);
    return file;
  }

  static InputType[] inputTypes(NetworkCase net) {
    return net.inputs().stream().map(KerasRoundTripTest::inputType).toArray(InputType[]::new);
  }

  private static InputType inputType(int[] sample) {
    return switch (sample.length) {
      case 1 -> InputType.feedForward(sample[0]);
      case 2 -> InputType.recurrent(sample[0], sample[1]);
      default -> InputType.convolutional(sample[1], sample[2], sample[0]);
    };
  }

  static INDArray[] outputs(Model model, INDArray[] inputs) {
    INDArray[] copies = Arrays.stream(inputs).map(INDArray::dup).toArray(INDArray[]::new);
    return model instanceof ComputationGraph graph
        ? graph.output(false, copies)
        : new INDArray[] {((MultiLayerNetwork) model).output(copies[0], false)};
  }
}
