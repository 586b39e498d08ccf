package org.dl4jlab.spark.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.dl4jlab.data.SampleOrder;
import org.junit.jupiter.api.Test;

class PartitioningTest {

  private static final int SAMPLES = 11;

  @Test
  void everySampleIsInOnePartitionAndAllAreAsLarge() {
    Partitioning three = partitioning(3);

    int[] all =
        IntStream.range(0, 3).flatMap(p -> Arrays.stream(three.members(p))).sorted().toArray();

    assertArrayEquals(SampleOrder.sequential(SAMPLES), all);
    assertArrayEquals(
        new int[] {4, 4, 3}, IntStream.range(0, 3).map(p -> three.members(p).length).toArray());
    assertEquals(6, three.samplesOfStep());
  }

  @Test
  void partitionsAreDealtOutBySeed() {
    assertArrayEquals(partitioning(3).members(1), partitioning(3).members(1));
    assertFalse(
        Arrays.equals(partitioning(3).members(1), new Partitioning(SAMPLES, 3, 2, 43).members(1)));
  }

  @Test
  void onePartitionHasTheOrderOfOneMachine() {
    int[] members = partitioning(1).members(0);

    assertArrayEquals(SampleOrder.sequential(SAMPLES), members);
    assertArrayEquals(
        SampleOrder.shuffled(SAMPLES, 42, 3), Partitioning.order(members, SAMPLES, 42, 3));
  }

  /** Of the order 4 0 3 1 2, whoever has 0, 2 and 3 visits 0, 3 and 2: their places 0, 2, 1. */
  @Test
  void aPartitionVisitsItsSamplesInTheOrderOfAll() {
    int[] members = {0, 2, 3};
    int[] all = SampleOrder.shuffled(5, 42, 1);

    int[] visited =
        Arrays.stream(Partitioning.order(members, 5, 42, 1)).map(place -> members[place]).toArray();

    assertArrayEquals(
        Arrays.stream(all).filter(sample -> sample == 0 || sample == 2 || sample == 3).toArray(),
        visited);
  }

  private static Partitioning partitioning(int partitions) {
    return new Partitioning(SAMPLES, partitions, 2, 42);
  }
}
