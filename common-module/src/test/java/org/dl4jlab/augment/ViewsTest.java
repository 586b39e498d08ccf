package org.dl4jlab.augment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dl4jlab.data.ImageBatch;
import org.dl4jlab.data.ImageDataset;
import org.dl4jlab.data.View;
import org.dl4jlab.engine.Engine;
import org.dl4jlab.engine.Engines;
import org.dl4jlab.nets.DenseNetwork;
import org.dl4jlab.nets.NetworkOptions;
import org.dl4jlab.train.Evaluator;
import org.dl4jlab.train.Predictions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ViewsTest {

  /** Two images of 2 x 2 pixels in one plane. */
  private static final ImageDataset IMAGES =
      new ImageDataset(
          2, 2, 1, new byte[] {1, 2, 3, 4, 50, 60, 70, 80}, new byte[] {0, 1}, List.of("a", "b"));

  private static byte[] first(View view) {
    return ((ImageBatch) view.samples().batch(new int[] {0}, 0, 1)).pixels();
  }

  @Test
  void flippedAndMovedViewsHaveTheirBytesAndWeights() {
    List<View> views = Views.of("flip,crop:1").of(IMAGES).views();
    byte[][] expected = {
      {1, 2, 3, 4}, {4, 3, 2, 1}, {4, 3, 2, 1}, {2, 1, 4, 3}, {3, 4, 1, 2}, {3, 4, 1, 2}
    };
    double[] weights = {0.25, 0.125, 0.125, 0.25, 0.125, 0.125};
    assertEquals(expected.length, views.size());
    for (int i = 0; i < expected.length; i++) {
      assertArrayEquals(expected[i], first(views.get(i)), "view " + i);
      assertEquals(weights[i], views.get(i).weight());
    }
  }

  @Test
  void oneViewIsTheImagesThemselves() {
    assertSame(IMAGES, Views.of("none").of(IMAGES));
  }

  @Test
  void answersMeanIsTaken() {
    ComputationGraph graph =
        new ComputationGraph(DenseNetwork.configuration(new NetworkOptions(2, 2, 1, 2, 0.01, 3)));
    graph.init();
    ImageDataset flipped =
        new ImageDataset(
            2, 2, 1, new byte[] {2, 1, 4, 3, 60, 50, 80, 70}, new byte[] {0, 1}, List.of("a", "b"));
    try (Engine engine = Engines.named("dl4j", graph)) {
      Predictions plain = Evaluator.evaluate(engine, IMAGES);
      Predictions mirrored = Evaluator.evaluate(engine, flipped);
      Predictions mean = Evaluator.evaluate(engine, Views.of("flip").of(IMAGES));
      double loss = 0;
      for (int i = 0; i < 2; i++) {
        for (int c = 0; c < 2; c++) {
          assertEquals(
              (plain.probabilities()[i][c] + mirrored.probabilities()[i][c]) / 2,
              mean.probabilities()[i][c],
              1e-6);
        }
        loss -= Math.log(mean.probabilities()[i][i]) / 2;
      }
      assertEquals(loss, mean.loss(), 1e-6);
      assertArrayEquals(new int[] {0, 1}, mean.actual());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "flip", "crop:2", "flip,crop:1"})
  void textIsWhatAPersonTypes(String text) {
    assertEquals(text, Views.of(text).toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"cutout:8", "crop:1:black", "flip:alternate", "often"})
  void whatIsNoViewIsNamed(String text) {
    var e = assertThrows(IllegalArgumentException.class, () -> Views.of(text));
    assertTrue(e.getMessage().contains(text), e.getMessage());
  }

  @Test
  void smallImagesCannotBeMovedFar() {
    assertThrows(IllegalArgumentException.class, () -> Views.of("crop:2").of(IMAGES));
  }
}
