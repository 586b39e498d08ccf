package org.dl4jlab.report;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.dl4jlab.run.Metrics.ClassScore;
import org.dl4jlab.train.Predictions;
import org.junit.jupiter.api.Test;

class ClassificationReportTest {

  private static final float[] CAT = {0.8f, 0.1f, 0.1f};
  private static final float[] DOG = {0.2f, 0.7f, 0.1f};

  /** Actual cat, cat, cat, dog, dog, fox; predicted cat, cat, dog, dog, cat, cat. */
  private static final ClassificationReport REPORT =
      ClassificationReport.of(
          new Predictions(
              new float[][] {CAT, CAT, DOG, DOG, CAT, CAT}, new int[] {0, 0, 0, 1, 1, 2}, 0.75),
          List.of("cat", "dog", "fox"));

  @Test
  void countsByActualThenPredictedClass() {
    assertArrayEquals(new int[][] {{2, 1, 0}, {1, 1, 0}, {1, 0, 0}}, REPORT.confusion());
  }

  @Test
  void precisionRecallAndF1AreThoseWorkedByHand() {
    assertScore(REPORT.classes().get(0), "cat", 2 / 4.0, 2 / 3.0, 4 / 7.0, 3);
    assertScore(REPORT.classes().get(1), "dog", 1 / 2.0, 1 / 2.0, 1 / 2.0, 2);
  }

  @Test
  void aClassThatIsNeverPredictedScoresZero() {
    assertScore(REPORT.classes().get(2), "fox", 0, 0, 0, 1);
  }

  @Test
  void accuracyIsTheShareOnTheDiagonal() {
    assertEquals(6, REPORT.score().samples());
    assertEquals(0.75, REPORT.score().loss());
    assertEquals(0.5, REPORT.score().accuracy());
  }

  @Test
  void textShowsFiguresThenTheMatrix() {
    assertEquals(
        """
        class               precision  recall      f1  samples
        cat                    0.5000  0.6667  0.5714        3
        dog                    0.5000  0.5000  0.5000        2
        fox                    0.0000  0.0000  0.0000        1

        actual \\ predicted    cat    dog    fox
        cat                     2      1      0
        dog                     1      1      0
        fox                     1      0      0
        """,
        REPORT.toText().replace(System.lineSeparator(), "\n"));
  }

  @Test
  void twoClassesAreBothMeasured() {
    ClassificationReport report =
        ClassificationReport.of(
            new Predictions(
                new float[][] {{0.9f, 0.1f}, {0.8f, 0.2f}, {0.3f, 0.7f}}, new int[] {0, 1, 1}, 0),
            List.of("no", "yes"));
    assertScore(report.classes().get(0), "no", 1 / 2.0, 1, 2 / 3.0, 1);
    assertScore(report.classes().get(1), "yes", 1, 1 / 2.0, 2 / 3.0, 2);
  }

  private static void assertScore(
      ClassScore score, String name, double precision, double recall, double f1, int samples) {
    assertEquals(name, score.name());
    assertEquals(precision, score.precision(), 1e-9);
    assertEquals(recall, score.recall(), 1e-9);
    assertEquals(f1, score.f1(), 1e-9);
    assertEquals(samples, score.samples());
  }
}
