package org.dl4jlab.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.dl4jlab.train.Predictions;
import org.junit.jupiter.api.Test;

class FamiliarityTest {

  @Test
  void oneOfTwentyIsLessSure() {
    float[][] probabilities = new float[40][];
    for (int i = 0; i < 40; i++) {
      float likeliest = (100 - i) / 100f; // 0.61 to 1
      probabilities[i] = new float[] {1 - likeliest, likeliest};
    }
    assertEquals(0.63, Familiarity.of(new Predictions(probabilities, new int[40], 0)).from(), 1e-6);
  }

  @Test
  void aSingleProbabilityIsThatOfTheSecondClass() {
    float[][] probabilities = {{0.25f}, {0.875f}};
    assertEquals(0.75, Familiarity.of(new Predictions(probabilities, new int[2], 0)).from(), 1e-6);
  }
}
