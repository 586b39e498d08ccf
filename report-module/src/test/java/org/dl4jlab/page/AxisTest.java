package org.dl4jlab.page;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class AxisTest {

  private static List<String> labels(Axis axis) {
    return axis.ticks().stream().map(Axis.Tick::label).toList();
  }

  @Test
  void endsAreRoundAndEveryTickHasTheirStep() {
    Axis axis = Axis.around(0.13, 0.79, 100, 0);
    assertEquals(List.of("0.0", "0.2", "0.4", "0.6", "0.8"), labels(axis));
    assertEquals(100, axis.at(0), 1e-9);
    assertEquals(50, axis.at(0.4), 1e-9);
    assertEquals(0, axis.at(0.8), 1e-9);
  }

  @Test
  void equalValuesStillHaveAnAxis() {
    Axis zero = Axis.around(0, 0, 100, 0);
    assertEquals(100, zero.at(0), 1e-9);
    Axis two = Axis.around(2, 2, 100, 0);
    assertEquals(100, two.at(2), 1e-9);
    assertEquals("2.0", labels(two).get(0));
  }

  @Test
  void largeValuesHaveThousandsSeparators() {
    assertEquals(
        List.of("0", "500", "1,000", "1,500", "2,000"), labels(Axis.around(3, 1900, 100, 0)));
  }

  @Test
  void epochsAreWholeNumbers() {
    assertEquals(List.of("1", "2", "3", "4"), labels(Axis.ofEpochs(4, false, 0, 30)));
    assertEquals(List.of("2", "4", "6", "8", "10"), labels(Axis.ofEpochs(10, false, 0, 90)));
    assertEquals(10, Axis.ofEpochs(4, false, 0, 30).at(2), 1e-9);
  }

  @Test
  void singleEpochStandsInTheMiddle() {
    assertEquals(50, Axis.ofEpochs(1, true, 0, 100).at(1), 1e-9);
  }

  @Test
  void logarithmicEpochsGiveEachDecadeTheSameRoom() {
    Axis axis = Axis.ofEpochs(1000, true, 0, 300);
    assertEquals(0, axis.at(1), 1e-9);
    assertEquals(100, axis.at(10), 1e-9);
    assertEquals(200, axis.at(100), 1e-9);
    assertEquals(List.of("1", "10", "100", "1,000"), labels(axis));
    assertEquals(
        List.of("1", "2", "5", "10", "20", "50", "100"), labels(Axis.ofEpochs(100, true, 0, 300)));
  }
}
