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
    TrainTestSplit<Integer> parts = TrainTestSplit.of(numbers(count));
    assertEquals(kept, parts.test().size());
    assertEquals(
        numbers(count),
        Stream.concat(parts.train().stream(), parts.test().stream()).sorted().toList());
  }

  @Test
  void whichOnesDependsOnTheirNumberAloneAndNotOnTheirOrderInTheFolder() {
    assertEquals(TrainTestSplit.of(numbers(100)), TrainTestSplit.of(numbers(100)));
    assertNotEquals(
        IntStream.range(0, 20).map(i -> 5 * i + 4).boxed().toList(),
        TrainTestSplit.of(numbers(100)).test().stream().sorted().toList());
  }
}
