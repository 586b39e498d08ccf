package org.dl4jlab.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Locale;
import org.dl4jlab.train.EpochResult;
import org.dl4jlab.train.History;
import org.dl4jlab.train.RunningMetrics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrainingProgressTest {

  private final StringWriter out = new StringWriter();

  @Test
  void epochIsALineInKerasWordsWhereNobodyWatches() {
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.GERMANY);
    try (TrainingProgress progress = new TrainingProgress(new PrintWriter(out), false, 9)) {
      progress.epochStarted(3, 10, RunningMetrics.NONE);
      progress.batchDone(3, new RunningMetrics(10, 5, 5));
      progress.epochDone(null, History.empty().with(new EpochResult(3, 1.25, 0.5, 2, 0.25)));
    } finally {
      Locale.setDefault(before);
    }
    String line = out.toString().strip();
    assertTrue(
        line.matches(
            "Epoch 3/9 - \\d+\\.\\ds - [\\d,]+/s - loss: 1\\.2500 - accuracy: 0\\.5000 - val_loss: 2\\.0000 - val_accuracy: 0\\.2500"),
        line);
  }

  @ParameterizedTest
  @ValueSource(ints = {79, 119})
  void liveLineFillsTheTerminalAndCutsNoFigure(int width) {
    String line =
        TrainingProgress.line(
            "Epoch 10/10", 37_500, 50_000, 12_500, 5, "loss: 2.2987 accuracy: 0.1090", width);
    assertEquals(width, line.length());
    assertTrue(line.startsWith("Epoch 10/10  75% │██"), line);
    assertTrue(line.endsWith("│ 2500/s 0:05 left loss: 2.2987 accuracy: 0.1090"), line);
  }

  @Test
  void liveLineKnowsNoSpeedBeforeTheFirstBatch() {
    String line = TrainingProgress.line("Epoch 1/2", 500, 1000, 0, 0.1, "", 40);
    assertEquals("Epoch 1/2  50% │" + "█".repeat(6) + " ".repeat(6) + "│ ?/s ? left", line);
  }

  @Test
  void liveLineCountsHoursOnASlowMachine() {
    String line = TrainingProgress.line("Epoch 1/2", 1, 7324, 1, 1, "", 60);
    assertTrue(line.endsWith("│ 1/s 2:02:03 left"), line);
  }
}
