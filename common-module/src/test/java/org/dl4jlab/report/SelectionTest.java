package org.dl4jlab.report;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import org.dl4jlab.train.Predictions;
import org.junit.jupiter.api.Test;

class SelectionTest {

  @Test
  void surestMistakesComeFirstAndRightOnesNever() {
    Predictions predictions =
        new Predictions(
            new float[][] {{0.6f, 0.4f}, {0.9f, 0.1f}, {0.2f, 0.8f}, {0.99f, 0.01f}},
            new int[] {1, 1, 0, 0},
            0);
    assertArrayEquals(new int[] {1, 2, 0}, Selection.surestMistakes(predictions, 10));
    assertArrayEquals(new int[] {1}, Selection.surestMistakes(predictions, 1));
  }

  @Test
  void singleProbabilityIsThatOfTheSecondClass() {
    Predictions predictions = new Predictions(new float[][] {{0.1f}, {0.6f}}, new int[] {1, 0}, 0);
    assertEquals(0.9, predictions.probability(0), 1e-6);
    assertEquals(0.6, predictions.probability(1), 1e-6);
    assertArrayEquals(new int[] {0, 1}, Selection.surestMistakes(predictions, 2));
  }

  @Test
  void randomOnesAreEachPickedOnceAndRepeatedByTheirSeed() {
    int[] picked = Selection.random(20, 10, 7);
    assertArrayEquals(picked, Selection.random(20, 10, 7));
    assertEquals(10, Arrays.stream(picked).distinct().count());
    assertEquals(3, Selection.random(3, 10, 7).length);
  }
}
