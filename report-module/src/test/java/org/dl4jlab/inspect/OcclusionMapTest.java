package org.dl4jlab.inspect;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dl4jlab.data.ImageBatch;
import org.dl4jlab.engine.Engine;
import org.dl4jlab.engine.Engines;
import org.dl4jlab.nets.Keras;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Classifiers that are known to look at one corner only. */
class OcclusionMapTest {

  private static final int SIDE = 16;
  private static final int CORNER = 4;

  /** All white, in so many colours. */
  private static ImageBatch white(int channels, int height, int width) {
    byte[] pixels = new byte[channels * height * width];
    Arrays.fill(pixels, (byte) 255);
    return new ImageBatch(new int[] {1, channels, height, width}, pixels, new int[1], 2);
  }

  /** Holds an image for class 1 the more, the brighter its upper right corner is. */
  private static ComputationGraph cornerNetwork() {
    ComputationGraph graph =
        new ComputationGraph(
            Keras.graph(0.001, 42)
                .addInputs("input")
                .setInputTypes(InputType.convolutional(SIDE, SIDE, 1))
                .layer(
                    "output",
                    new OutputLayer.Builder().nOut(2).activation(Activation.SOFTMAX).build(),
                    "input")
                .setOutputs("output")
                .build());
    graph.init();
    INDArray weights = graph.getLayer("output").getParam("W");
    weights.assign(0);
    for (int row = 0; row < CORNER; row++) {
      for (int column = SIDE - CORNER; column < SIDE; column++) {
        weights.putScalar(row * SIDE + column, 1, 0.1);
      }
    }
    return graph;
  }

  @Test
  void aNetworkThatLooksAtOneCornerIsSeenToLookThere() {
    try (Engine engine = Engines.fastest(cornerNetwork())) {
      OcclusionMap map =
          OcclusionMap.of(images -> engine.output(images).toFloatMatrix(), white(1, SIDE, SIDE));
      assertEquals(1, map.answer());
      float[][] values = map.values();
      for (int row = 0; row < SIDE; row++) {
        for (int column = 0; column < SIDE; column++) {
          boolean inCorner = row < CORNER && column >= SIDE - CORNER;
          boolean beside = row < CORNER + 2 && column >= SIDE - CORNER - 2;
          float value = values[row][column];
          assertTrue(inCorner ? value > 0.05 : beside || value == 0, row + ", " + column);
        }
      }
      // The square over the whole corner takes 16 * 0.1 * 127 / 255 from a logit of 1.6.
      double whole = 1 / (1 + Math.exp(-1.6));
      double most = whole - 1 / (1 + Math.exp(-1.6 * 128 / 255));
      assertTrue(values[0][SIDE - 1] > 0.5 * most && values[0][SIDE - 1] < most);
    }
  }

  /** On 8 x 8 pixels a square has 2 x 2, a step is 1, so a pixel is under four. */
  @Test
  void aPixelGetsTheMeanOfItsSquares() {
    List<Integer> batches = new ArrayList<>();
    OcclusionMap map =
        OcclusionMap.of(
            images -> {
              batches.add(images.size());
              return corner(images, 255);
            },
            white(3, 8, 8));
    assertEquals(List.of(1 + 9 * 9), batches);
    double dark = 127 / 255.0;
    assertEquals(1, map.answer());
    assertArrayEquals(new float[] {(float) dark, (float) dark / 2, 0}, firsts(map), 1e-6f);
    assertEquals(dark / 4, map.values()[1][1], 1e-6);
  }

  private static float[] firsts(OcclusionMap map) {
    return Arrays.copyOf(map.values()[0], 3);
  }

  /** Class 1 is as probable as the red of the first pixel is bright. */
  private static float[][] corner(ImageBatch images, float brightest) {
    int imageBytes = images.pixels().length / images.size();
    float[][] probabilities = new float[images.size()][];
    for (int i = 0; i < probabilities.length; i++) {
      float bright = (images.pixels()[i * imageBytes] & 0xFF) / brightest;
      probabilities[i] = new float[] {1 - bright, bright};
    }
    return probabilities;
  }

  @Test
  void whatSpeaksAgainstTheAnswerIsBelowZero() {
    // At 0.4 the answer is class 0, which grows when the corner gets darker.
    OcclusionMap map = OcclusionMap.of(images -> corner(images, 640), white(1, 8, 8));
    assertEquals(0, map.answer());
    assertEquals((128 - 255) / 640.0, map.values()[0][0], 1e-6);
  }

  @Test
  void imagesNeedNotBeSquareAndOneProbabilityIsEnough() {
    OcclusionMap map =
        OcclusionMap.of(
            images -> {
              float[][] both = corner(images, 255);
              return Arrays.stream(both).map(p -> new float[] {p[1]}).toArray(float[][]::new);
            },
            white(1, 3, 9));
    assertEquals(3, map.values().length);
    assertEquals(9, map.values()[0].length);
    assertEquals(127 / 255.0, map.values()[0][0], 1e-6);
    assertEquals(0, map.values()[2][8]);
  }

  @Test
  void severalImagesAtOnceAreRefused() {
    ImageBatch two = new ImageBatch(new int[] {2, 1, 1, 1}, new byte[2], new int[2], 2);
    assertThrows(
        IllegalArgumentException.class, () -> OcclusionMap.of(images -> corner(images, 255), two));
  }
}
