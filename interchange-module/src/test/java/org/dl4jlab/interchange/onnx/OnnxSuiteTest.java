package org.dl4jlab.interchange.onnx;

import static org.dl4jlab.testing.engine.Closeness.assertClose;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnx.proto.OnnxMl.ModelProto;
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
import org.dl4jlab.testing.OnnxRuns;
import org.dl4jlab.testing.engine.Batches;
import org.dl4jlab.testing.engine.NetworkCase;
import org.dl4jlab.testing.engine.SuiteNetworks;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.ndarray.INDArray;

/** ONNX Runtime beside stock DL4J, over all networks that the engines are tested with. */
class OnnxSuiteTest {

  /** Networks with what ONNX has no operators for, or what DL4J's description leaves out. */
  private static final Set<String> REFUSED =
      Set.of(
          "activations with arguments to derive from",
          "activation: RATIONALTANH",
          "activation: gelu(precise=true)",
          "stock: local response normalization",
          "stock: p-norm pooling",
          "stock: p-norm pooling of zeros",
          "stock: space to depth",
          "stock: weights dropped",
          "stock: batch normalization with clipped gradients",
          "stock: enlarged with dropout",
          "stock: dropout of an output of steps",
          "stock: centre loss",
          "segments: of frames",
          "mask: samples of a centre loss");

  private static final double TOLERANCE = 1e-5;

  static Stream<NetworkCase> written() {
    return SuiteNetworks.all().stream().filter(net -> !REFUSED.contains(net.name()));
  }

  static Stream<NetworkCase> refused() {
    return REFUSED.stream().map(SuiteNetworks::named);
  }

  @ParameterizedTest
  @MethodSource("refused")
  void refusedByTheLayersNames(NetworkCase net) {
    OnnxExport export = OnnxExport.of(net.model(), inputTypes(net));
    UserException e = assertThrows(UserException.class, export::model);
    assertTrue(
        e.getMessage().matches("The network cannot be written as ONNX: '.+' .+"), e::getMessage);
  }

  @ParameterizedTest
  @MethodSource("written")
  void samePredictions(NetworkCase net) throws Exception {
    Model model = net.model();
    ModelProto written = OnnxExport.of(model, inputTypes(net)).model();
    OnnxRules.requireKept(written);
    byte[] file = written.toByteArray();
    for (int size : new int[] {4, 1}) {
      INDArray[] inputs = Batches.of(net, size, new Random(size)).arrays().getFeatures();
      List<INDArray> actual = OnnxRuns.run(file, inputs);
      INDArray[] expected = outputs(model, inputs);
      for (int i = 0; i < expected.length; i++) {
        assertArrayEquals(expected[i].shape(), actual.get(i).shape());
        assertClose("output " + i, expected[i], actual.get(i), TOLERANCE);
      }
    }
  }

  private static InputType[] inputTypes(NetworkCase net) {
    return net.inputs().stream().map(OnnxSuiteTest::inputType).toArray(InputType[]::new);
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
