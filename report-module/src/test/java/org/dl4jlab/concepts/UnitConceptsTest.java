package org.dl4jlab.concepts;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** The numbers of units, activations, backpropagation, normalization, dropout, worked by hand. */
class UnitConceptsTest {

  private static final double EXACT = 1e-12;

  /** DL4J keeps LeakyReLU's slope of 0.3 in single precision on its way back. */
  private static final double SINGLE = 1e-7;

  @Test
  void reluCutsAndLeakyReluShrinksWhatIsBelowZero() {
    ActivationCurves curves = ActivationCurves.at(-2, -0.5, 0, 1.5);
    assertArrayEquals(new double[] {0, 0, 0, 1.5}, curves.relu(), EXACT);
    assertArrayEquals(new double[] {-0.6, -0.15, 0, 1.5}, curves.leakyRelu(), EXACT);
    assertArrayEquals(
        new double[] {-2, -0.5, 0, 1.5}, curves.x(), "the points are not overwritten");
  }

  /** 1*0.8 - 0.5*0.4 - 1*0.2 + 0.1 = 0.5; sigmoid(0.5) = 1 / (1 + e^-0.5) = 0.62245933. */
  @Test
  void perceptronAddsItsProductsAndTheBias() {
    Perceptron unit = Perceptron.example();
    assertArrayEquals(new double[] {0.8, -0.2, -0.2}, unit.products(), EXACT);
    assertEquals(0.5, unit.sum(), EXACT);
    assertEquals(0.62245933, unit.activation(), 5e-9);
  }

  /**
   * Forward: z1 = 0.5*1 + 0.25*2 = 1, z2 = 0.2*1 - 0.4*2 + 0.1 = -0.5; a1 = 1, a2 = 0.3 * -0.5 =
   * -0.15; y = 0.75*1 + 1*0.15 + 0.1 = 1; loss (1 - 0.5)² = 0.25.
   */
  @Test
  void backpropagationsForwardPass() {
    BackpropagationStep step = BackpropagationStep.example();
    assertArrayEquals(new double[] {1, -0.5}, step.forward().sums(), EXACT);
    assertArrayEquals(new double[] {1, -0.15}, step.forward().activations(), EXACT);
    assertArrayEquals(new double[] {1, 0.3}, step.forward().slopes(), SINGLE);
    assertEquals(1, step.forward().output(), EXACT);
    assertEquals(0.25, step.loss(), EXACT);
  }

  /**
   * dL/dy = 2 (1 - 0.5) = 1. Output weights: 1*a = 1 and -0.15. Back through v = (0.75, -1) and the
   * slopes 1 and 0.3: delta = 0.75 and -0.3. Hidden weights: delta times x = (1, 2).
   */
  @Test
  void backpropagationsGradients() {
    BackpropagationStep.Parameters gradients = BackpropagationStep.example().gradients();
    assertEquals(1, gradients.outputBias(), SINGLE);
    assertArrayEquals(new double[] {1, -0.15}, gradients.outputWeights(), SINGLE);
    assertArrayEquals(new double[] {0.75, -0.3}, gradients.hiddenBiases(), SINGLE);
    assertArrayEquals(new double[] {0.75, 1.5}, gradients.hiddenWeights()[0], SINGLE);
    assertArrayEquals(new double[] {-0.3, -0.6}, gradients.hiddenWeights()[1], SINGLE);
  }

  /**
   * Each parameter less 0.1 of its gradient. With the new ones z1 = 0.425 + 2*0.1 - 0.075 = 0.55,
   * z2 = 0.23 - 2*0.34 + 0.13 = -0.32, a2 = -0.096, y = 0.65*0.55 + 0.985*0.096 = 0.45206, so the
   * loss is 0.04794² = 0.0022982436.
   */
  @Test
  void backpropagationsUpdateMakesTheLossSmaller() {
    BackpropagationStep step = BackpropagationStep.example();
    BackpropagationStep.Parameters after = step.after();
    assertArrayEquals(new double[] {0.425, 0.1}, after.hiddenWeights()[0], SINGLE);
    assertArrayEquals(new double[] {0.23, -0.34}, after.hiddenWeights()[1], SINGLE);
    assertArrayEquals(new double[] {-0.075, 0.13}, after.hiddenBiases(), SINGLE);
    assertArrayEquals(new double[] {0.65, -0.985}, after.outputWeights(), SINGLE);
    assertEquals(0, after.outputBias(), SINGLE);
    assertEquals(0.0022982436, step.lossAfter(), SINGLE);
  }

  /**
   * 1 3 5 7: mean 4, variance (9 + 1 + 1 + 9) / 4 = 5, so divided by sqrt(5.001) = 2.236291573.
   * Then times 2 plus 10.
   */
  @Test
  void batchIsNormalizedThenScaledAndShifted() {
    NormalizedBatch batch = NormalizedBatch.of(new double[] {1, 3, 5, 7}, 2, 10);
    assertEquals(4, batch.before().mean(), EXACT);
    assertEquals(Math.sqrt(5), batch.before().deviation(), EXACT);
    double step = 1 / 2.236291573;
    assertArrayEquals(
        new double[] {-3 * step, -step, step, 3 * step}, batch.normalized().values(), 1e-9);
    assertEquals(0, batch.normalized().mean(), EXACT);
    assertEquals(Math.sqrt(5) * step, batch.normalized().deviation(), 1e-9);
    assertArrayEquals(
        new double[] {10 - 6 * step, 10 - 2 * step, 10 + 2 * step, 10 + 6 * step},
        batch.scaled().values(),
        1e-9);
    assertEquals(10, batch.scaled().mean(), EXACT);
  }

  @Test
  void thousandNumbersOfTheExampleComeOutAroundZero() {
    NormalizedBatch batch = NormalizedBatch.example();
    assertEquals(1000, batch.before().values().length);
    assertTrue(batch.before().mean() > 3, "far from 0 before");
    assertEquals(0, batch.normalized().mean(), 1e-9);
    assertEquals(1, batch.normalized().deviation(), 1e-3);
    assertEquals(2, batch.scaled().mean(), 1e-9);
    assertEquals(0.5, batch.scaled().deviation(), 1e-3);
  }

  /** Kept at 0.5 an activation doubles; at 0.2 it is divided by 0.8, which is times 1.25. */
  @Test
  void dropoutTakesAwayOrScales() {
    double[][] ones = new double[20][50];
    for (double[] row : ones) {
      Arrays.fill(row, 1);
    }
    DropoutMasks masks = DropoutMasks.of(ones, 5, 0.5, 0.2);
    for (DropoutMasks.Rate rate : masks.rates()) {
      double scaled = rate.rate() == 0.5 ? 2 : 1.25;
      assertEquals(scaled, rate.scale(), EXACT);
      for (int draw = 0; draw < 3; draw++) {
        for (double[] row : rate.draws().get(draw)) {
          for (double value : row) {
            assertTrue(value == 0 || Math.abs(value - scaled) < EXACT, "not " + value);
          }
        }
        // Four standard deviations of a thousand draws: 4 * sqrt(1000 * p * (1 - p)) is 64 and 51.
        assertEquals(1000 * (1 - rate.rate()), rate.kept(draw), 64);
      }
    }
  }

  @Test
  void eachDrawIsAnotherAndTheSeedGivesThemAgain() {
    DropoutMasks masks = DropoutMasks.example();
    var draws = masks.rates().get(0).draws();
    assertFalse(Arrays.deepEquals(draws.get(0), draws.get(1)));
    assertFalse(Arrays.deepEquals(draws.get(1), draws.get(2)));
    var again = DropoutMasks.example().rates().get(0).draws();
    for (int i = 0; i < 3; i++) {
      assertTrue(Arrays.deepEquals(draws.get(i), again.get(i)));
    }
  }
}
