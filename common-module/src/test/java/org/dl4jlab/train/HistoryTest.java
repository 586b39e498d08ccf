package org.dl4jlab.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Locale;
import org.dl4jlab.engine.StepResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HistoryTest {

  private static final String HEADER = "epoch,loss,accuracy,val_loss,val_accuracy\n";

  private static final History TWO =
      History.empty()
          .with(new EpochResult(1, 2.25, 0.125, 2.5, 0.5))
          .with(new EpochResult(2, 1.5, 0.25, 2, 0.5));

  @Test
  void csvHasAHeaderAndALineAnEpoch() {
    assertEquals(
        HEADER + "1,2.250000,0.125000,2.500000,0.500000\n2,1.500000,0.250000,2.000000,0.500000\n",
        TWO.toCsv());
  }

  @Test
  void csvIsReadBack() {
    assertEquals(TWO, History.ofCsv(TWO.toCsv()));
    assertEquals(History.empty(), History.ofCsv(HEADER));
  }

  @Test
  void csvIsTheSameWhereverCommasAreDecimal() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.GERMANY);
      assertTrue(TWO.toCsv().contains("1,2.250000,"), TWO.toCsv());
    } finally {
      Locale.setDefault(before);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"1,2.25,0.1", "one,1,1,1,1", "1,1,1,1,", "", "1,1,1,1,1,1", "\"1,1,1,1,1"})
  void damagedLineIsNamed(String line) {
    var e =
        assertThrows(
            IllegalArgumentException.class, () -> History.ofCsv(HEADER + line + "\n2,1,1,1,1\n"));
    assertTrue(e.getMessage().startsWith("'" + line + "'"), e.getMessage());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "epoch,loss\n1,1\n"})
  void otherHeadersAreRefused(String csv) {
    var e = assertThrows(IllegalArgumentException.class, () -> History.ofCsv(csv));
    assertTrue(e.getMessage().contains("header"), e.getMessage());
  }

  @Test
  void bestIsTheFirstOfTheEpochsWithTheHighestValidationAccuracy() {
    assertEquals(1, TWO.best().orElseThrow().epoch());
    assertEquals(3, TWO.with(new EpochResult(3, 1, 1, 3, 0.6)).best().orElseThrow().epoch());
    assertTrue(History.empty().best().isEmpty());
  }

  @Test
  void lastIsTheLastFinishedEpoch() {
    assertEquals(2, TWO.with(new RunningMetrics(4, 1, 1)).last().orElseThrow().epoch());
    assertTrue(History.empty().last().isEmpty());
  }

  @Test
  void finishedEpochEndsTheUnfinishedOne() {
    History within = TWO.with(new RunningMetrics(4, 1, 1));
    assertEquals(4, within.unfinished().samples());
    assertEquals(RunningMetrics.NONE, within.with(new EpochResult(3, 1, 1, 1, 1)).unfinished());
  }

  @Test
  void totalsWeighALossByTheSamplesOfItsStep() {
    RunningMetrics totals =
        RunningMetrics.NONE.plus(new StepResult(1.0, 2), 3).plus(new StepResult(2.0, 1), 1);
    assertEquals(5 / 4.0, totals.loss());
    assertEquals(3 / 4.0, totals.accuracy());
    assertTrue(Double.isNaN(RunningMetrics.NONE.loss()));
  }
}
