package org.dl4jlab.concepts;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The numbers of filters, kernels, output sizes and pooling, worked by hand. */
class ConvolutionConceptsTest {

  private static final double EXACT = 1e-12;

  private static void assertMatrix(double[][] expected, double[][] actual) {
    assertEquals(expected.length, actual.length);
    for (int row = 0; row < expected.length; row++) {
      assertArrayEquals(expected[row], actual[row], EXACT, "row " + row);
    }
  }

  /**
   * Left half black, right half white. The vertical filter takes the three pixels to the left from
   * the three to the right: 3 - 0 where the halves meet, in the middle rows; above and below one of
   * the three lies in the padding, so 2. At the right border the padding is black: 0 - 3.
   */
  @Test
  void verticalFilterAnswersWhereDarkMeetsLight() {
    double[][] image = {{0, 0, 1, 1}, {0, 0, 1, 1}, {0, 0, 1, 1}, {0, 0, 1, 1}};
    EdgeFilters filters = EdgeFilters.over(image);
    assertMatrix(
        new double[][] {{0, 2, 2, -2}, {0, 3, 3, -3}, {0, 3, 3, -3}, {0, 2, 2, -2}},
        filters.edges().get(0).output());
    assertEquals(new EdgeFilters.Peak(1, 1, 3), filters.edges().get(0).strongest());
  }

  /**
   * Between equal rows the horizontal filter says 0; at the upper border it says how many white
   * pixels lie in the row below (with their neighbours), at the lower border the same with minus.
   */
  @Test
  void horizontalFilterIsBlindForVerticalEdges() {
    double[][] image = {{0, 0, 1, 1}, {0, 0, 1, 1}, {0, 0, 1, 1}, {0, 0, 1, 1}};
    assertMatrix(
        new double[][] {{0, 1, 2, 2}, {0, 0, 0, 0}, {0, 0, 0, 0}, {0, -1, -2, -2}},
        EdgeFilters.over(image).edges().get(1).output());
  }

  /**
   * The nine inner places are the published output of the example, figure 1.1 of Dumoulin and Visin
   * 2016, without padding; every second place is that of figure 1.2, with a border of zeros and
   * stride 2. The corner above on the left by hand: of its window only 3 3 / 0 0 lies within the
   * input, under the kernel's 2 0 / 1 2, so 3*2 + 3*0 + 0*1 + 0*2 = 6.
   */
  @Test
  void kernelOverFiveByFiveGivesThePublishedNumbers() {
    ConvolutionSteps steps = ConvolutionSteps.example();
    double[][] published = {{12, 12, 17}, {10, 17, 19}, {9, 6, 14}};
    for (int row = 0; row < 3; row++) {
      for (int column = 0; column < 3; column++) {
        assertEquals(published[row][column], steps.output()[row + 1][column + 1], EXACT);
      }
    }
    double[][] everySecond = {{6, 17, 3}, {8, 17, 13}, {6, 4, 4}};
    for (int row = 0; row < 3; row++) {
      for (int column = 0; column < 3; column++) {
        assertEquals(everySecond[row][column], steps.output()[2 * row][2 * column], EXACT);
      }
    }
    assertEquals(25, steps.steps().size());
    assertMatrix(new double[][] {{0, 0, 0}, {0, 6, 0}, {0, 0, 0}}, steps.steps().get(0).products());
    assertMatrix(new double[][] {{0, 0, 0}, {0, 3, 3}, {0, 0, 0}}, steps.steps().get(0).window());
    assertEquals(6, steps.steps().get(0).sum(), EXACT);
  }

  @Test
  void productsOfEachStepAddUpToTheLayersAnswer() {
    double[][] input = {{0.5, -1, 2}, {3, 0.25, -4}, {1, 1, 7}};
    double[][] kernel = {{1, -2, 3}, {0, 0.5, -1}, {4, 2, -3}};
    for (ConvolutionSteps.Step step : ConvolutionSteps.of(input, kernel).steps()) {
      double sum = 0;
      for (double[] row : step.products()) {
        for (double product : row) {
          sum += product;
        }
      }
      assertEquals(
          sum, step.sum(), EXACT, "row %d, column %d".formatted(step.row(), step.column()));
    }
  }

  /**
   * Valid: how often the kernel fits, (i - k) / s rounded down, plus 1. Same: i / s rounded up; the
   * padding is what the last window lacks, (o - 1) s + k - i, the odd zero at the end.
   */
  @ParameterizedTest
  @CsvSource({
    "5, 3, 1, true, 1, 1, 5",
    "5, 3, 1, false, 0, 0, 3",
    "5, 3, 2, true, 1, 1, 3",
    "5, 3, 2, false, 0, 0, 2",
    "32, 4, 2, true, 1, 1, 16",
    "16, 3, 2, true, 0, 1, 8",
    "32, 3, 1, true, 1, 1, 32",
    "6, 3, 2, false, 0, 0, 2",
    "7, 1, 3, true, 0, 0, 3"
  })
  void outputSizes(
      int input, int kernel, int stride, boolean same, int before, int after, int output) {
    OutputSize size = OutputSize.of(input, kernel, stride, same);
    assertEquals(new OutputSize(input, kernel, stride, same, before, after, output), size);
    assertEquals(output, size.byFormula());
  }

  /** Of 1 3 / 5 2 the largest is 5, of 2 0 / 1 4 it is 4, of 0 1 / 2 -1 it is 2, of 8 6 / 3 7 8. */
  @Test
  void poolingKeepsTheLargest() {
    PoolingExample pooling = PoolingExample.example();
    assertMatrix(new double[][] {{5, 4}, {2, 8}}, pooling.pooled());
    assertEquals(8, pooling.largest(), EXACT);
    PoolingExample negative =
        PoolingExample.of(new double[][] {{-3, -1, -7, -5}, {-2, -4, -6, -8}});
    assertMatrix(new double[][] {{-1, -5}}, negative.pooled());
    assertEquals(-1, negative.largest(), EXACT);
  }
}
