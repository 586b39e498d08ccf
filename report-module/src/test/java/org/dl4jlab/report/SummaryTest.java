package org.dl4jlab.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.graph.MergeVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.Convolution1DLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.transferlearning.TransferLearning;
import org.dl4jlab.nets.ImageNetwork;
import org.dl4jlab.nets.Keras;
import org.dl4jlab.nets.NetworkOptions;
import org.dl4jlab.run.RunFolder;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.factory.Nd4j;

class SummaryTest {

  private static final InputType CIFAR = InputType.convolutional(32, 32, 3);

  private static ComputationGraph graph(ComputationGraphConfiguration configuration) {
    ComputationGraph graph = new ComputationGraph(configuration);
    graph.init();
    return graph;
  }

  private static Summary cifar(ImageNetwork network) {
    return Summary.of(graph(network.configuration(NetworkOptions.cifar10())), CIFAR);
  }

  private static List<String> lines(Summary summary) {
    return summary.rows().stream()
        .map(r -> "%s %s %s %d".formatted(r.name(), r.type(), r.shape(), r.parameters()))
        .toList();
  }

  @Test
  void tableOfTheSmallCnnReadsLikeKeras() {
    assertEquals(
        """
        Layer (type)        Output shape        Param #
        -----------------------------------------------
        input (InputLayer)  (None, 32, 32, 3)         0
        conv2d_1 (Conv2D)   (None, 16, 16, 10)      490
        conv2d_2 (Conv2D)   (None, 8, 8, 20)      1,820
        flatten (Flatten)   (None, 1280)              0
        dense (Dense)       (None, 10)           12,810
        -----------------------------------------------
        Total params: 15,120
        Trainable params: 15,120
        Non-trainable params: 0
        """,
        cifar(ImageNetwork.CNN).toText());
  }

  @Test
  void isKeptAsJsonWithItsTotals() throws IOException {
    Summary summary = cifar(ImageNetwork.BATCHNORM);
    JsonNode json = RunFolder.tree(summary);
    assertEquals("dense_2", json.at("/rows/18/name").asText(), json.toPrettyString());
    assertEquals(64, json.at("/rows/2/not_trainable").asLong());
    assertEquals(summary.parameters(), json.get("parameters").asLong());
    assertEquals(summary.trainable(), json.get("trainable").asLong());
    assertEquals(640, json.get("not_trainable").asLong());
    assertEquals(summary, RunFolder.JSON.treeToValue(json, Summary.class));
  }

  @Test
  void listsTheDenseNetworksLayers() {
    assertEquals(
        List.of(
            "input InputLayer (None, 32, 32, 3) 0",
            "flatten Flatten (None, 3072) 0",
            "dense_1 Dense (None, 200) 614600",
            "dense_2 Dense (None, 150) 30150",
            "dense_3 Dense (None, 10) 1510"),
        lines(cifar(ImageNetwork.DENSE)));
  }

  @Test
  void listsTheBatchNormNetworksLayersAsTheLectureDoes() {
    assertEquals(
        List.of(
            "input InputLayer (None, 32, 32, 3) 0",
            "conv2d_1 Conv2D (None, 32, 32, 32) 896",
            "batch_normalization_1 BatchNormalization (None, 32, 32, 32) 128",
            "leaky_relu_1 LeakyReLU (None, 32, 32, 32) 0",
            "conv2d_2 Conv2D (None, 16, 16, 32) 9248",
            "batch_normalization_2 BatchNormalization (None, 16, 16, 32) 128",
            "leaky_relu_2 LeakyReLU (None, 16, 16, 32) 0",
            "conv2d_3 Conv2D (None, 16, 16, 64) 18496",
            "batch_normalization_3 BatchNormalization (None, 16, 16, 64) 256",
            "leaky_relu_3 LeakyReLU (None, 16, 16, 64) 0",
            "conv2d_4 Conv2D (None, 8, 8, 64) 36928",
            "batch_normalization_4 BatchNormalization (None, 8, 8, 64) 256",
            "leaky_relu_4 LeakyReLU (None, 8, 8, 64) 0",
            "flatten Flatten (None, 4096) 0",
            "dense_1 Dense (None, 128) 524416",
            "batch_normalization_5 BatchNormalization (None, 128) 512",
            "leaky_relu_5 LeakyReLU (None, 128) 0",
            "dropout Dropout (None, 128) 0",
            "dense_2 Dense (None, 10) 1290",
            "softmax Activation (None, 10) 0"),
        lines(cifar(ImageNetwork.BATCHNORM)));
  }

  @Test
  void runningStatisticsAreNotTrainable() {
    Summary summary = cifar(ImageNetwork.BATCHNORM);
    assertEquals(592_554, summary.parameters());
    assertEquals(591_914, summary.trainable());
    assertEquals(640, summary.notTrainable());
  }

  /** Convolution 3x3 over 1 channel to 2: 20 parameters; merged 2 + 2 channels, pooled to 4. */
  @Test
  void knowsPoolingAndMergedBranches() {
    ComputationGraph graph =
        graph(
            Keras.graph(0.1, 1)
                .addInputs("input")
                .setInputTypes(InputType.convolutional(8, 6, 1))
                .layer("left", Keras.conv(1, 2, 3, 1), "input")
                .layer("right", Keras.conv(1, 2, 3, 1), "input")
                .addVertex("both", new MergeVertex(), "left", "right")
                .layer(
                    "pool",
                    new SubsamplingLayer.Builder(SubsamplingLayer.PoolingType.MAX)
                        .kernelSize(2, 2)
                        .stride(2, 2)
                        .build(),
                    "both")
                .layer("global", new GlobalPoolingLayer(PoolingType.AVG), "pool")
                .layer("output", new OutputLayer.Builder().nOut(3).build(), "global")
                .setOutputs("output")
                .build());
    assertEquals(
        List.of(
            "input InputLayer (None, 8, 6, 1) 0",
            "left Conv2D (None, 8, 6, 2) 20",
            "right Conv2D (None, 8, 6, 2) 20",
            "both Concatenate (None, 8, 6, 4) 0",
            "pool MaxPooling2D (None, 4, 3, 4) 0",
            "global GlobalAveragePooling (None, 4) 0",
            "output Dense (None, 3) 15"),
        lines(Summary.of(graph, InputType.convolutional(8, 6, 1))));
  }

  @Test
  void seriesHaveTheirStepsBeforeTheirFeatures() {
    InputType words = InputType.recurrent(5, 40);
    ComputationGraph graph =
        graph(
            Keras.graph(0.1, 1)
                .addInputs("words")
                .setInputTypes(words)
                .layer("conv1d", new Convolution1DLayer.Builder(3, 1).nOut(7).build(), "words")
                .layer("pool", new GlobalPoolingLayer.Builder(PoolingType.MAX).build(), "conv1d")
                .layer("output", new OutputLayer.Builder().nOut(2).build(), "pool")
                .setOutputs("output")
                .build());
    assertEquals(
        List.of(
            "words InputLayer (None, 40, 5) 0",
            "conv1d Conv1D (None, 40, 7) 112",
            "pool GlobalMaxPooling (None, 7) 0",
            "output Dense (None, 2) 16"),
        lines(Summary.of(graph, words)));
    assertEquals(2, graph.outputSingle(Nd4j.rand(1, 5, 40)).size(1), "DL4J agrees");
  }

  @Test
  void frozenLayersKeepTheirNamesAndAreNotTrainable() {
    ComputationGraph graph =
        graph(
            Keras.graph(0.1, 1)
                .addInputs("input")
                .setInputTypes(InputType.feedForward(4))
                .layer("hidden", new DenseLayer.Builder().nOut(3).build(), "input")
                .layer("output", new OutputLayer.Builder().nOut(2).build(), "hidden")
                .setOutputs("output")
                .build());
    ComputationGraph frozen =
        new TransferLearning.GraphBuilder(graph).setFeatureExtractor("hidden").build();
    Summary summary = Summary.of(frozen, InputType.feedForward(4));
    assertEquals("hidden Dense (None, 3) 15", lines(summary).get(1));
    assertEquals(15, summary.notTrainable());
    assertEquals(8, summary.trainable());
  }

  @Test
  void shapesAreOpenWhereTheInputIsNotGiven() {
    Summary summary = Summary.of(graph(ImageNetwork.CNN.configuration(NetworkOptions.cifar10())));
    assertEquals("conv2d_1 Conv2D ? 490", lines(summary).get(1));
    assertEquals(15_120, summary.parameters());
  }
}
