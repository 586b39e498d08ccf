package org.dl4jlab.nets;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.deeplearning4j.nn.conf.dropout.Dropout;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.activations.impl.ActivationLReLU;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;

class ImageNetworksTest {

  private static ComputationGraph graph(ImageNetwork network, long seed) {
    ComputationGraph graph =
        new ComputationGraph(network.configuration(NetworkOptions.cifar10().withSeed(seed)));
    graph.init();
    return graph;
  }

  private static Layer layer(ImageNetwork network, String name) {
    var vertices = network.configuration(NetworkOptions.cifar10()).getVertices();
    return ((LayerVertex) vertices.get(name)).getLayerConf().getLayer();
  }

  @ParameterizedTest
  @CsvSource({"DENSE, 646260", "CNN, 15120", "BATCHNORM, 592554"})
  void hasTheLecturesNumberOfParameters(ImageNetwork network, long parameters) {
    assertEquals(parameters, graph(network, 1).numParams());
  }

  @ParameterizedTest
  @EnumSource
  void givesProbabilitiesForEveryClassOfAnImageSizeOfOnesOwn(ImageNetwork network) {
    ComputationGraph graph =
        new ComputationGraph(network.configuration(new NetworkOptions(9, 10, 1, 4, 0.01, 1)));
    graph.init();
    INDArray output = graph.outputSingle(Nd4j.rand(3, 1, 9, 10));
    assertArrayEquals(new long[] {3, 4}, output.shape());
    assertArrayEquals(new float[] {1, 1, 1}, output.sum(1).toFloatVector(), 1e-5f);
  }

  @ParameterizedTest
  @EnumSource
  void sameSeedGivesTheSameWeightsAndAnotherSeedOthers(ImageNetwork network) {
    INDArray weights = graph(network, 7).params();
    assertEquals(weights, graph(network, 7).params());
    assertFalse(weights.equals(graph(network, 8).params()));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5})
  void batchNormAndLeakyReluMeanWhatTheyMeanInKeras(int number) {
    var norm = (BatchNormalization) layer(ImageNetwork.BATCHNORM, "batch_normalization_" + number);
    assertEquals(0.99, norm.getDecay());
    assertEquals(1e-3, norm.getEps());
    var leaky = (ActivationLayer) layer(ImageNetwork.BATCHNORM, "leaky_relu_" + number);
    assertEquals(0.3, ((ActivationLReLU) leaky.getActivationFn()).getAlpha());
  }

  @Test
  void dropoutGivesDl4jTheFractionToKeep() {
    var dropout = (DropoutLayer) layer(ImageNetwork.BATCHNORM, "dropout");
    assertEquals(0.5, ((Dropout) dropout.getIDropout()).getP());
    assertEquals(0.8, ((Dropout) Keras.dropout(0.2).getIDropout()).getP(), 1e-12);
  }

  @ParameterizedTest
  @CsvSource({"DENSE, dense_1", "CNN, conv2d_2", "BATCHNORM, batch_normalization_5"})
  void adamHasTheLecturesStepSizeAndKerasEpsilon(ImageNetwork network, String name) {
    Adam adam = (Adam) ((BaseLayer) layer(network, name)).getIUpdater();
    assertEquals(0.0005, adam.getLearningRate());
    assertEquals(1e-7, adam.getEpsilon());
    assertEquals(0.9, adam.getBeta1());
    assertEquals(0.999, adam.getBeta2());
  }

  @ParameterizedTest
  @ValueSource(strings = {"conv2d_1", "conv2d_2"})
  void theLecturesSmallConvolutionsAreLinear(String name) {
    BaseLayer layer = (BaseLayer) layer(ImageNetwork.CNN, name);
    assertEquals(new ActivationIdentity(), layer.getActivationFn());
  }

  /** Limits are sqrt(6 / (fan in + fan out)), worked out from the kernels' sizes. */
  @ParameterizedTest
  @CsvSource({
    "CNN, conv2d_1, 48, 160",
    "CNN, conv2d_2, 90, 180",
    "CNN, dense, 1280, 10",
    "BATCHNORM, conv2d_2, 288, 288",
    "BATCHNORM, conv2d_4, 576, 576",
    "DENSE, dense_1, 3072, 200"
  })
  void initialWeightsFillKerasGlorotLimits(
      ImageNetwork network, String name, int fanIn, int fanOut) {
    ComputationGraph graph = graph(network, 3);
    double limit = Math.sqrt(6.0 / (fanIn + fanOut));
    double largest = graph.getLayer(name).getParam("W").amaxNumber().doubleValue();
    assertTrue(largest <= limit * 1.000001, largest + " is beyond " + limit);
    assertTrue(largest > limit * 0.95, largest + " is far below " + limit);
    assertEquals(0, graph.getLayer(name).getParam("b").amaxNumber().doubleValue());
  }

  @Test
  void namesAreWhatPeopleType() {
    assertEquals("batchnorm", ImageNetwork.BATCHNORM.toString());
  }

  @ParameterizedTest
  @CsvSource({
    "0, 32, 3, 10, 0.1, 0 x 32 x 3",
    "32, -5, 3, 10, 0.1, 32 x -5 x 3",
    "32, 32, 0, 10, 0.1, 32 x 32 x 0",
    "32, 32, 3, 1, 0.1, not 1",
    "32, 32, 3, 10, 0, not 0.0",
    "32, 32, 3, 10, -0.5, not -0.5",
    "32, 32, 3, 10, 11, not 11.0",
    "32, 32, 3, 10, NaN, not NaN"
  })
  void optionsRefuseABadValueAndNameIt(
      int height, int width, int channels, int classes, double rate, String named) {
    var e =
        assertThrows(
            IllegalArgumentException.class,
            () -> new NetworkOptions(height, width, channels, classes, rate, 1));
    assertTrue(e.getMessage().contains(named), e.getMessage());
  }
}
