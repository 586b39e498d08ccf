package org.dl4jlab.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.dl4jlab.UserException;
import org.junit.jupiter.api.Test;

class HoldoutTest {

  /** 60 of class 0, 30 of class 1, 10 of class 2, mixed. */
  private static final int[] LABELS =
      IntStream.range(0, 100).map(i -> i % 10 < 6 ? 0 : i % 10 < 9 ? 1 : 2).toArray();

  private static int[] counts(int[] samples) {
    int[] counts = new int[3];
    Arrays.stream(samples).forEach(sample -> counts[LABELS[sample]]++);
    return counts;
  }

  @Test
  void eachClassGivesItsShareAndEverySampleIsOnOneSide() {
    Holdout parts = Holdout.of(LABELS, 0.2, 7);
    assertArrayEquals(new int[] {12, 6, 2}, counts(parts.validation()));
    assertArrayEquals(new int[] {48, 24, 8}, counts(parts.train()));
    assertArrayEquals(
        IntStream.range(0, 100).toArray(),
        IntStream.concat(Arrays.stream(parts.train()), Arrays.stream(parts.validation()))
            .sorted()
            .toArray());
  }

  @Test
  void seedDecidesWhichOfAClass() {
    Holdout parts = Holdout.of(LABELS, 0.2, 7);
    assertArrayEquals(parts.validation(), Holdout.of(LABELS, 0.2, 7).validation());
    assertTrue(!Arrays.equals(parts.validation(), Holdout.of(LABELS, 0.2, 8).validation()));
  }

  @Test
  void sharesThatLeaveNothingAreRefused() {
    var e = assertThrows(UserException.class, () -> Holdout.of(new int[] {0, 1}, 0.1, 1));
    assertEquals(
        "Of 2 training samples a share of 0.1 cannot be held out for the validation",
        e.getMessage());
  }
}
