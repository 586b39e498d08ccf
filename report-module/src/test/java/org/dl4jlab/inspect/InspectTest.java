package org.dl4jlab.inspect;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.util.List;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dl4jlab.UserException;
import org.dl4jlab.nets.DenseNetwork;
import org.dl4jlab.nets.Keras;
import org.dl4jlab.nets.NetworkOptions;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Filters and feature maps of nets whose weights are set by hand. */
class InspectTest {

  private static final NetworkOptions TINY = new NetworkOptions(2, 2, 3, 2, 0.001, 42);

  private static ComputationGraph graph(ComputationGraphConfiguration configuration) {
    ComputationGraph graph = new ComputationGraph(configuration);
    graph.init();
    return graph;
  }

  /** One filter of 1x1, then an activation that DL4J writes over its input, then two classes. */
  private static ComputationGraph convolution() {
    ComputationGraph graph =
        graph(
            Keras.graph(0.001, 42)
                .addInputs("input")
                .setInputTypes(InputType.convolutional(2, 2, 3))
                .layer("conv", Keras.conv(3, 1, 1, 1), "input")
                .layer("relu", new ActivationLayer(Activation.RELU), "conv")
                .layer(
                    "dense",
                    new OutputLayer.Builder().nOut(2).activation(Activation.SOFTMAX).build(),
                    "relu")
                .setOutputs("dense")
                .build());
    graph.getLayer("conv").setParam("W", Nd4j.createFromArray(1f, -2f, 0.5f).reshape(1, 3, 1, 1));
    return graph;
  }

  /** Red 1 2 / 3 4, green all 1, blue all 2. */
  private static INDArray image() {
    return Nd4j.createFromArray(1f, 2f, 3f, 4f, 1f, 1f, 1f, 1f, 2f, 2f, 2f, 2f).reshape(1, 3, 2, 2);
  }

  @Test
  void filtersOfAConvolutionAreItsWeights() {
    Filters filters = Filters.ofFirstLayer(convolution(), 3, 2, 2);
    assertEquals("conv", filters.layer());
    assertEquals(1, filters.count());
    assertEquals(List.of(3, 1, 1), filters.shape());
    assertArrayEquals(new float[][][] {{{1}}, {{-2}}, {{0.5f}}}, filters.weights()[0]);
    assertEquals(2, filters.largest(0));
  }

  /** Mid-grey is 0: 1/2 of the largest is 0.75 of 255, -2/2 is 0, 0.5/2 is 0.625 of 255. */
  @Test
  void filtersColoursAreItsWeightsAroundMidGrey() {
    Filters filters = Filters.ofFirstLayer(convolution(), 3, 2, 2);
    BufferedImage image = FilterPicture.image(filters.weights()[0], filters.largest(0));
    assertEquals(191 << 16 | 159, image.getRGB(0, 0) & 0xFFFFFF);
    assertEquals(0x808080, FilterPicture.image(new float[][][] {{{0}}}, 0).getRGB(0, 0) & 0xFFFFFF);
  }

  /** Unit 7 of the first layer: weight number n belongs to channel n / 4, row n / 2 % 2. */
  @Test
  void unitsOfADenseLayerGetTheShapeOfTheImage() {
    ComputationGraph graph = graph(DenseNetwork.configuration(TINY));
    INDArray weights = graph.getLayer("dense_1").getParam("W");
    for (int n = 0; n < 12; n++) {
      weights.putScalar(n, 7, n);
    }
    Filters filters = Filters.ofFirstLayer(graph, 3, 2, 2);
    assertEquals(200, filters.count());
    assertArrayEquals(
        new float[][][] {{{0, 1}, {2, 3}}, {{4, 5}, {6, 7}}, {{8, 9}, {10, 11}}},
        filters.weights()[7]);
  }

  /** Each place: red - 2 green + blue / 2 = red - 1; negative ones are there, before the ReLU. */
  @Test
  void featureMapIsTheLayersOwnAnswer() {
    FeatureMaps plain = FeatureMaps.of(convolution(), "conv", image());
    assertArrayEquals(new float[][] {{0, 1}, {2, 3}}, plain.maps()[0]);
    assertEquals(new FeatureMaps.Range(0, 3), plain.range(0));
    FeatureMaps negative = FeatureMaps.of(convolution(), "conv", image().negi());
    assertArrayEquals(new float[][] {{0, -1}, {-2, -3}}, negative.maps()[0]);
    FeatureMaps cut = FeatureMaps.of(convolution(), "relu", image().negi());
    assertArrayEquals(new float[][] {{0, 0}, {0, 0}}, cut.maps()[0]);
  }

  @Test
  void inputIsNotOverwritten() {
    INDArray image = image();
    FeatureMaps.of(convolution(), "dense", image);
    assertEquals(image(), image);
  }

  @Test
  void unitsOfADenseLayerAreMapsOfOneNumber() {
    ComputationGraph graph = graph(DenseNetwork.configuration(TINY));
    FeatureMaps maps = FeatureMaps.of(graph, "dense_2", image());
    assertEquals(List.of(150, 1, 1), maps.shape());
    INDArray expected = graph.feedForward(image(), false).get("dense_2");
    assertEquals(expected.getFloat(0, 149), maps.maps()[149][0][0]);
    assertEquals(expected.maxNumber().floatValue(), maps.range().largest());
    assertEquals(expected.minNumber().floatValue(), maps.range().least());
  }

  @Test
  void convolutionsAreShownElseHiddenLayers() {
    assertEquals(List.of("conv"), FeatureMaps.layersToShow(convolution()));
    assertEquals(
        List.of("dense_1", "dense_2"),
        FeatureMaps.layersToShow(graph(DenseNetwork.configuration(TINY))));
  }

  @Test
  void imagesOfAnotherShapeAndUnknownLayersAreNamed() {
    ComputationGraph dense = graph(DenseNetwork.configuration(TINY));
    assertMessage(
        "expects 12 numbers, but images of 4 x 4 x 3 have 48",
        () -> Filters.ofFirstLayer(dense, 3, 4, 4));
    assertMessage(
        "expects 3 channels, but images of 2 x 2 x 1 have 1",
        () -> Filters.ofFirstLayer(convolution(), 1, 2, 2));
    assertMessage(
        "does not fit images of 2 x 2 x 1",
        () -> FeatureMaps.of(convolution(), "conv", Nd4j.ones(1, 1, 2, 2)));
    assertMessage(
        "no layer 'pool'; its layers are conv, relu, dense",
        () -> FeatureMaps.of(convolution(), "pool", image()));
  }

  private static void assertMessage(String part, Runnable call) {
    UserException e = assertThrows(UserException.class, call::run);
    assertTrue(e.getMessage().contains(part), e.getMessage());
    assertEquals(1, e.getMessage().lines().count());
  }

  /** From the least, 0, which is black, to the largest, 3, which is white. */
  @Test
  void mapsAreGreyFromLeastToLargest() {
    FeatureMaps maps = FeatureMaps.of(convolution(), "conv", image());
    BufferedImage grey = FeatureMapPicture.grey(maps.maps()[0], maps.range(0));
    assertEquals(0x000000, grey.getRGB(0, 0) & 0xFFFFFF);
    assertEquals(0x555555, grey.getRGB(1, 0) & 0xFFFFFF);
    assertEquals(0xFFFFFF, grey.getRGB(1, 1) & 0xFFFFFF);
  }

  @Test
  void sheetsHoldAllTiles() {
    ComputationGraph dense = graph(DenseNetwork.configuration(TINY));
    BufferedImage filters = FilterPicture.draw(Filters.ofFirstLayer(dense, 3, 2, 2), "dense");
    BufferedImage maps =
        FeatureMapPicture.draw(
            FeatureMaps.of(dense, "dense_1", image()),
            new BufferedImage(2, 2, BufferedImage.TYPE_INT_RGB),
            "dense");
    for (BufferedImage sheet : List.of(filters, maps)) {
      assertEquals(1560, sheet.getWidth());
      for (int x = 0; x < sheet.getWidth(); x++) {
        assertEquals(0xFFFFFF, sheet.getRGB(x, sheet.getHeight() - 3) & 0xFFFFFF, "cut at " + x);
      }
    }
  }
}
