package org.dl4jlab.interchange.onnx;

import static org.dl4jlab.testing.engine.Closeness.assertEachClose;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import java.nio.file.Files;
import java.nio.file.Path;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.EmbeddingSequenceLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.LocalResponseNormalization;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.SpaceToDepthLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.LastTimeStep;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.dl4jlab.UserException;
import org.dl4jlab.data.ImageBatch;
import org.dl4jlab.engine.Engines;
import org.dl4jlab.interchange.LectureNetworks;
import org.dl4jlab.testing.OnnxRuns;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;
import org.nd4j.linalg.ops.transforms.Transforms;

class OnnxExportTest {

  private static final double TOLERANCE = 1e-5;

  @TempDir private Path folder;

  @ParameterizedTest
  @EnumSource(LectureNetworks.class)
  void probabilitiesOfTheEngineAndOfOnnxRuntime(LectureNetworks lecture) throws Exception {
    ComputationGraph network = Engines.accelerate(lecture.network());
    Path file = folder.resolve("model.onnx");
    OnnxExport.of(network, lecture.input()).write(file);
    INDArray samples = lecture.samples(50);
    INDArray actual = OnnxRuns.run(Files.readAllBytes(file), samples).get(0);
    assertClose(network.outputSingle(samples), actual);
  }

  @Test
  void bytesAsPictureFilesHaveThem() throws Exception {
    ComputationGraph network = LectureNetworks.CNN.network();
    byte[] file =
        OnnxExport.of(network, LectureNetworks.CNN.input()).takingBytes().model().toByteArray();
    INDArray bytes = Nd4j.rand(7, 32, 32, 3).muli(256);
    bytes.assign(Transforms.floor(bytes));
    INDArray actual = OnnxRuns.run(file, bytes).get(0);
    assertClose(network.outputSingle(bytes.permute(0, 3, 1, 2).div(ImageBatch.WHITE)), actual);
  }

  @Test
  void wordNumbersOfAnEmbeddingOfAnyLength() throws Exception {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .list(
                    new EmbeddingSequenceLayer.Builder().nIn(50).nOut(8).build(),
                    new LastTimeStep(
                        new LSTM.Builder().nOut(6).activation(Activation.TANH).build()),
                    new OutputLayer.Builder(LossFunction.MSE).nOut(2).build())
                .setInputType(InputType.recurrent(50))
                .build());
    network.init();
    ModelProto model = OnnxExport.of(network, InputType.recurrent(1)).model();
    ValueInfoProto input = model.getGraph().getInput(0);
    assertEquals(
        TensorProto.DataType.INT64.getNumber(), input.getType().getTensorType().getElemType());
    for (int steps : new int[] {12, 5}) {
      INDArray words = Transforms.floor(Nd4j.rand(3, steps).muli(50));
      assertClose(network.output(words), OnnxRuns.run(model.toByteArray(), words).get(0));
    }
  }

  @Test
  void batchIsFreeAndMetadataIsKept() {
    ModelProto model =
        OnnxExport.of(LectureNetworks.BATCHNORM.network(), LectureNetworks.BATCHNORM.input())
            .property("classes", "cat,dog")
            .model();
    ValueInfoProto input = model.getGraph().getInput(0);
    assertEquals("input", input.getName());
    assertEquals("batch", input.getType().getTensorType().getShape().getDim(0).getDimParam());
    assertEquals(3, input.getType().getTensorType().getShape().getDim(1).getDimValue());
    assertEquals("classes", model.getMetadataProps(0).getKey());
    assertEquals("cat,dog", model.getMetadataProps(0).getValue());
    assertEquals(OnnxExport.OPSET, model.getOpsetImport(0).getVersion());
    assertTrue(
        model.getGraph().getNodeList().stream()
            .noneMatch(node -> node.getOpType().contains("Dropout")));
  }

  @Test
  void everythingThatCannotBeWrittenIsNamed() {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .list(
                    new LocalResponseNormalization.Builder().name("lrn").build(),
                    new SpaceToDepthLayer.Builder(2, SpaceToDepthLayer.DataFormat.NCHW)
                        .name("space")
                        .build(),
                    new OutputLayer.Builder(LossFunction.MSE).name("out").nOut(2).build())
                .setInputType(InputType.convolutional(4, 4, 2))
                .build());
    network.init();
    UserException e =
        assertThrows(
            UserException.class,
            () -> OnnxExport.of(network, InputType.convolutional(4, 4, 2)).model());
    assertTrue(e.getMessage().contains("'lrn' "), e.getMessage());
    assertTrue(e.getMessage().contains("'space' "), e.getMessage());
  }

  private static void assertClose(INDArray expected, INDArray actual) {
    assertEachClose("outputs", expected, actual, TOLERANCE);
  }
}
