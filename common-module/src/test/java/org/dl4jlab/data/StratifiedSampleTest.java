package org.dl4jlab.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StratifiedSampleTest {

  /** So many samples of each class, one class after the other. */
  private static int[] labels(int... counts) {
    return IntStream.range(0, counts.length)
        .flatMap(c -> IntStream.generate(() -> c).limit(counts[c]))
        .toArray();
  }

  private static int[] countsOf(int[] labels, int limit, long seed) {
    int[] counts = new int[Arrays.stream(labels).max().orElseThrow() + 1];
    for (int i : StratifiedSample.draw(labels, limit, seed)) {
      counts[labels[i]]++;
    }
    return counts;
  }

  @Test
  void eachClassKeepsItsShare() {
    assertArrayEquals(new int[] {8, 8}, countsOf(labels(20, 20), 16, 42));
    assertArrayEquals(new int[] {75, 25}, countsOf(labels(900, 300), 100, 42));
    assertArrayEquals(new int[] {3, 4, 3}, countsOf(labels(30, 40, 30), 10, 42));
  }

  @Test
  void rareClassHasOneAtLeast() {
    assertArrayEquals(new int[] {9, 1}, countsOf(labels(1000, 1), 10, 42));
    assertArrayEquals(new int[] {1, 0, 1}, countsOf(labels(50, 0, 2), 2, 42));
  }

  @Test
  void allAreTakenWhereThereAreNotMore() {
    assertArrayEquals(new int[] {0, 1, 2}, StratifiedSample.draw(labels(2, 1), 3, 42));
    assertArrayEquals(new int[] {0, 1, 2}, StratifiedSample.draw(labels(2, 1), 99, 42));
  }

  @Test
  void drawnAreDifferentSamplesInOrderThatTheSeedAloneDecides() {
    int[] labels = labels(500, 500);
    int[] drawn = StratifiedSample.draw(labels, 100, 7);
    assertArrayEquals(Arrays.stream(drawn).distinct().sorted().toArray(), drawn);
    assertArrayEquals(drawn, StratifiedSample.draw(labels, 100, 7));
    assertFalse(Arrays.equals(drawn, StratifiedSample.draw(labels, 100, 8)));
  }
}
