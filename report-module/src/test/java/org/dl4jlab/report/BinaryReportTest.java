package org.dl4jlab.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.dl4jlab.run.Metrics.BinaryScores;
import org.dl4jlab.train.Predictions;
import org.junit.jupiter.api.Test;

class BinaryReportTest {

  private static Predictions predictions(float[] probabilities, int... actual) {
    float[][] rows = new float[probabilities.length][1];
    for (int i = 0; i < rows.length; i++) {
      rows[i][0] = probabilities[i];
    }
    return new Predictions(rows, actual, 0);
  }

  @Test
  void areaIsTheShareOfPairsInTheRightOrder() {
    // Positives 0.9 and 0.4, negatives 0.6 and 0.1: of four pairs only (0.4, 0.6) is wrong.
    BinaryScores scores =
        BinaryReport.of(predictions(new float[] {0.9f, 0.4f, 0.6f, 0.1f}, 1, 1, 0, 0));
    assertEquals(0.75, scores.rocAuc(), 1e-6);
  }

  @Test
  void calibrationComparesProbabilityAndShareInEachBin() {
    // 0.82 and 0.88: mean 0.85, half of them positive. 0.05: none positive. 1 is in the last bin.
    BinaryScores scores =
        BinaryReport.of(predictions(new float[] {0.82f, 0.88f, 0.05f, 1f}, 1, 0, 0, 1));
    var bin = scores.calibration().get(8);
    assertEquals(2, bin.samples());
    assertEquals(0.85, bin.probability(), 1e-6);
    assertEquals(0.5, bin.positives(), 1e-6);
    assertEquals(1, scores.calibration().get(9).samples());
    assertEquals((2 * 0.35 + 0.05) / 4, scores.calibrationError(), 1e-6);
    String text = BinaryReport.toText(scores);
    assertTrue(text.contains("0.8 to 0.9"), text);
    assertTrue(text.contains("0.8500    0.5000"), text);
  }
}
