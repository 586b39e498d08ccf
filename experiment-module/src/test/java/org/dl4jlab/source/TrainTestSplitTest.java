package org.dl4jlab.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrainTestSplitTest {

  private static List<Integer> numbers(int count) {
    return IntStream.range(0, count).boxed().toList();
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "4, 0", "5, 1", "9, 1", "10, 2", "12500, 2500"})
  void everyFifthIsKept(int count, int kept) {
    TrainTestSplit<Integer> parts = TrainTestSplit.of(numbers(count), Division.HELD_OUT);
    assertEquals(kept, parts.test().size());
    assertEquals(
        numbers(count),
        Stream.concat(parts.train().stream(), parts.test().stream()).sorted().toList());
  }

  @Test
  void whichOnesDependsOnTheirNumberAloneAndNotOnTheirOrderInTheFolder() {
    assertEquals(
        TrainTestSplit.of(numbers(100), Division.HELD_OUT),
        TrainTestSplit.of(numbers(100), Division.HELD_OUT));
    assertNotEquals(
        IntStream.range(0, 20).map(i -> 5 * i + 4).boxed().toList(),
        TrainTestSplit.of(numbers(100), Division.HELD_OUT).test().stream().sorted().toList());
  }

  @Test
  void allIsTestedWhereTheNetworkHasSeenNone() {
    TrainTestSplit<Integer> parts = TrainTestSplit.of(numbers(20), Division.ALL_TESTED);
    assertEquals(List.of(), parts.train());
    assertEquals(numbers(20), parts.test());
  }
}
