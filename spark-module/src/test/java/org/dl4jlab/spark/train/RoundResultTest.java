package org.dl4jlab.spark.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RoundResultTest {

  /** 30 samples of one partition count three times as much as 10 of another. */
  @Test
  void statesAreAveragedByTheirSamples() {
    RoundResult average = RoundResult.average(List.of(result(30, 4, 1), result(10, 8, 5)));

    assertArrayEquals(new float[] {5, -5}, average.state().parameters());
    assertArrayEquals(new float[] {2}, average.state().updater());
    assertEquals(40, average.samples());
    assertEquals(40 * 0.5, average.lossSum());
    assertEquals(8, average.correct());
    assertEquals(7, average.state().iteration());
    assertEquals(2, average.state().epoch());
  }

  @Test
  void whoHadNoSamplesDoesNotCount() {
    RoundResult some = result(8, 4, 1);

    RoundResult average = RoundResult.average(List.of(some, result(0, Float.NaN, Float.NaN)));

    assertArrayEquals(some.state().parameters(), average.state().parameters());
  }

  /** A third has no exact number: 1/3 of a float must not become another one. */
  @Test
  void oneStateIsItsOwnAverageToTheBit() {
    RoundResult one = result(3, 1f / 3, Float.MIN_VALUE);

    RoundResult average = RoundResult.average(List.of(one));

    assertArrayEquals(one.state().parameters(), average.state().parameters(), 0);
    assertArrayEquals(one.state().updater(), average.state().updater(), 0);
  }

  @Test
  void slicesJoinToTheWhole() {
    float[] five = {1, 2, 3, 4, 5};
    RoundResult whole = new RoundResult(new ModelState(five, new float[] {6}, 7, 2), 8, 9, 10);

    RoundResult joined =
        RoundResult.joined(IntStream.range(0, 3).mapToObj(i -> whole.slice(i, 3)).toList());

    assertArrayEquals(new float[] {2, 3}, whole.slice(1, 3).state().parameters());
    assertArrayEquals(five, joined.state().parameters());
    assertArrayEquals(new float[] {6}, joined.state().updater());
    assertEquals(8, joined.samples());
    assertEquals(9, joined.lossSum());
    assertEquals(10, joined.correct());
  }

  private static RoundResult result(int samples, float parameter, float moment) {
    return new RoundResult(
        new ModelState(new float[] {parameter, -parameter}, new float[] {moment}, 7, 2),
        samples,
        samples * 0.5,
        samples == 0 ? 0 : 4);
  }
}
