package org.dl4jlab.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class FamiliarityTest {

  /** Right answers with 51 %, 52 % …, 50 wrong ones with 99.5 %. */
  private static Predictions answers(int right) {
    float[][] probabilities = new float[right + 50][];
    int[] actual = new int[probabilities.length];
    for (int i = 0; i < probabilities.length; i++) {
      float sure = i < right ? 0.51f + 0.01f * (right - 1 - i) : 0.995f;
      probabilities[i] = new float[] {1 - sure, sure};
      actual[i] = i < right ? 1 : 0;
    }
    return new Predictions(probabilities, actual, 0);
  }

  @Test
  void aTwentiethOfTheRightAnswersIsBelowTheThresholdWhateverTheWrongOnesAre() {
    Familiarity familiarity = Familiarity.of(answers(40)).orElseThrow();
    assertEquals(40, familiarity.rightAnswers());
    assertEquals(0.53, familiarity.threshold(), 1e-6, "2 of 40 are below: 0.51 and 0.52");
    assertTrue(familiarity.covers(familiarity.threshold()));
    assertTrue(familiarity.covers(0.9));
    assertFalse(familiarity.covers(0.5299));
  }

  @Test
  void ofFewRightAnswersNothingIsTold() {
    assertEquals(Optional.empty(), Familiarity.of(answers(19)));
    assertTrue(Familiarity.of(answers(20)).isPresent());
  }

  /** 0.2 of class 1 are 0.8 of class 0, which is right. */
  @Test
  void aSingleProbabilityIsTheSecondClassesOwn() {
    float[][] probabilities = new float[40][];
    for (int i = 0; i < 40; i++) {
      probabilities[i] = new float[] {0.2f};
    }
    Predictions test = new Predictions(probabilities, new int[40], 0);
    assertEquals(0.8, Familiarity.of(test).orElseThrow().threshold(), 1e-6);
  }

  @Test
  void whatIsNoProbabilityIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> new Familiarity(Double.NaN, 40));
    assertThrows(IllegalArgumentException.class, () -> new Familiarity(1.1, 40));
  }
}
