package org.dl4jlab.sweep;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.dl4jlab.train.EpochResult;
import org.dl4jlab.train.Score;
import org.junit.jupiter.api.Test;

class SettingScoreTest {

  private static final String FAILED = "The loss became NaN";

  /** 0.5, 0.6 and 0.7: mean 0.6, deviation sqrt((0.01 + 0 + 0.01) / 2) = 0.1. */
  @Test
  void theTableHasMeanAndDeviationOverSeeds() {
    SweepTable table = SweepTable.of(List.of(score(1, 2, 0.5, 0.6, 0.7)));

    assertEquals(
        """
        batch,epochs,runs,failed,val_accuracy,val_accuracy_deviation,val_loss,test_accuracy,test_accuracy_deviation
        1,2,3,0,0.600000,0.100000,1.000000,0.350000,0.100000
        """,
        table.toCsv());
    assertEquals("1      2       3     0.6000 ± 0.1000  0.3500 ± 0.1000", table.toText().get(1));
  }

  @Test
  void oneSeedHasNoDeviation() {
    SweepTable table = SweepTable.of(List.of(score(1, 2, 0.5)));

    assertEquals("1,2,1,0,0.500000,,1.000000,0.250000,", table.toCsv().lines().toList().get(1));
  }

  @Test
  void whatHasFailedIsCounted() {
    Outcome failed = Outcome.failed(trial(1), FAILED);
    SweepTable table =
        SweepTable.of(
            List.of(
                new SettingScore(setting(1), List.of(failed, outcome(1, 2, 0.5))),
                new SettingScore(setting(2), List.of(failed, failed))));

    assertEquals("sample", table.data());
    assertEquals("1,2,1,1,0.500000,,1.000000,0.250000,", table.toCsv().lines().toList().get(1));
    assertEquals("2,0,0,2,,,,,", table.toCsv().lines().toList().get(2));
    assertEquals("1      2       1 of 2  0.5000        0.2500", table.toText().get(1));
  }

  @Test
  void theBestIsWhoeverFailsLeastLastsLongestAndIsRightMostOften() {
    SettingScore failing =
        new SettingScore(setting(1), List.of(Outcome.failed(trial(1), FAILED), outcome(1, 9, 0.9)));
    SettingScore stopped = score(2, 1, 0.8, 0.8);
    SettingScore worse = score(3, 9, 0.3, 0.5);
    SettingScore better = score(4, 9, 0.4, 0.5);
    SettingScore equal = score(5, 9, 0.5, 0.4);

    assertEquals(
        List.of(better, equal, worse, stopped, failing),
        Stream.of(failing, stopped, equal, worse, better).sorted(SettingScore.BEST_FIRST).toList());
  }

  private static SettingScore score(int number, int epochs, double... accuracies) {
    return new SettingScore(
        setting(number),
        java.util.Arrays.stream(accuracies)
            .mapToObj(accuracy -> outcome(number, epochs, accuracy))
            .toList());
  }

  private static Outcome outcome(int number, int epochs, double accuracy) {
    return new Outcome(
        trial(number),
        new EpochResult(epochs, 2, 0.1, 1, accuracy),
        new Score(10, 1, accuracy - 0.25),
        "sample",
        null);
  }

  private static Trial trial(int number) {
    return new Trial(setting(number), "1", Path.of("run"));
  }

  private static Setting setting(int number) {
    Map<String, String> options = Map.of("--batch", String.valueOf(number));
    return new Setting(number, options, options);
  }
}
