package org.dl4jlab.report;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import org.dl4jlab.data.ImageDataset;
import org.dl4jlab.train.Predictions;
import org.junit.jupiter.api.Test;

class SampleSelectionTest {

  /** Sample 0 is right; 1, 2, 3 and 5 are wrong with 0.6, 0.9, 0.6 and 0.7; 4 is right. */
  private static final Predictions PREDICTIONS =
      new Predictions(
          new float[][] {{1, 0}, {0.6f, 0.4f}, {0.1f, 0.9f}, {0.6f, 0.4f}, {0, 1}, {0.7f, 0.3f}},
          new int[] {0, 1, 0, 1, 1, 1},
          0);

  @Test
  void surestMistakeComesFirstAndOfEquallySureOnesTheFirst() {
    assertArrayEquals(new int[] {2, 5, 1, 3}, SampleSelection.surestMistakes(PREDICTIONS, 10));
    assertArrayEquals(new int[] {2, 5, 1}, SampleSelection.surestMistakes(PREDICTIONS, 3));
  }

  @Test
  void perfectPredictionsHaveNoMistake() {
    Predictions perfect = new Predictions(new float[][] {{1, 0}, {0, 1}}, new int[] {0, 1}, 0);
    assertEquals(0, SampleSelection.surestMistakes(perfect, 10).length);
  }

  @Test
  void singleProbabilityIsThatOfTheSecondClass() {
    Predictions predictions = new Predictions(new float[][] {{0.1f}, {0.6f}}, new int[] {1, 0}, 0);
    assertEquals(0.9, predictions.probability(0), 1e-6);
    assertEquals(0.6, predictions.probability(1), 1e-6);
    assertArrayEquals(new int[] {0, 1}, SampleSelection.surestMistakes(predictions, 2));
  }

  @Test
  void randomOnesAreEachPickedOnceAndRepeatedByTheirSeed() {
    int[] picked = SampleSelection.random(20, 10, 7);
    assertArrayEquals(picked, SampleSelection.random(20, 10, 7));
    assertEquals(10, Arrays.stream(picked).distinct().count());
    assertEquals(3, SampleSelection.random(3, 10, 7).length);
  }

  @Test
  void predictedImageHasItsPictureClassesAndProbability() {
    byte[] pixels = {0, 10, 20, 30, 40, 50};
    ImageDataset images =
        new ImageDataset(1, 1, 1, pixels, new byte[] {0, 1, 0, 1, 1, 1}, List.of("cat", "dog"));
    PredictedImage image = PredictedImage.of(images, PREDICTIONS, 2);
    assertEquals("dog", image.predicted());
    assertEquals("cat", image.actual());
    assertEquals(0.9, image.probability(), 1e-7);
    assertEquals(0x141414, image.image().getRGB(0, 0) & 0xFFFFFF);
  }
}
