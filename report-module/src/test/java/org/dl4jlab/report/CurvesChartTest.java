package org.dl4jlab.report;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.stream.IntStream;
import org.dl4jlab.train.EpochResult;
import org.dl4jlab.train.History;
import org.dl4jlab.train.RunningMetrics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Figures have as many digits as they come with: labels have few, and hide no curve. */
class CurvesChartTest {

  private static final int WIDTH = 640;
  private static final int HEIGHT = 440;

  private static BufferedImage chart(int epochs) {
    List<EpochResult> results =
        IntStream.rangeClosed(1, epochs)
            .mapToObj(
                i ->
                    new EpochResult(
                        i, 2.0 / i / 3, i / 7.0 / epochs, 2.5 / i / 3, i / 9.1 / epochs))
            .toList();
    return CurvesChart.draw(new History(results, RunningMetrics.NONE), "title");
  }

  private static boolean is(BufferedImage image, int x, int y, Color colour) {
    return (image.getRGB(x, y) & 0xFFFFFF) == (colour.getRGB() & 0xFFFFFF);
  }

  /** The column of a half in which the axis of values stands: the first that is a long line. */
  private static int axis(BufferedImage chart, int half) {
    return IntStream.range(half * WIDTH, (half + 1) * WIDTH)
            .filter(
                x ->
                    IntStream.range(0, HEIGHT).filter(y -> !is(chart, x, y, Palette.PAPER)).count()
                        > HEIGHT / 2)
            .findFirst()
            .orElseThrow()
        - half * WIDTH;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 10, 1000})
  void labelsOfValuesAreShort(int epochs) {
    BufferedImage chart = chart(epochs);
    for (int half = 0; half < 2; half++) {
      int axis = axis(chart, half);
      assertTrue(axis < 95, "the axis of values begins at " + axis);
      for (int y = 0; y < HEIGHT; y++) {
        assertTrue(is(chart, half * WIDTH + 2, y, Palette.PAPER), "a label is cut off");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 10})
  void theLegendHidesNoPoint(int epochs) {
    BufferedImage chart = chart(epochs);
    for (int half = 0; half < 2; half++) {
      for (Color colour : new Color[] {Palette.BLUE, Palette.VERMILION}) {
        int left = half * WIDTH + WIDTH / 3;
        int plotHeight = HEIGHT - 90;
        long drawn =
            IntStream.range(0, (WIDTH - WIDTH / 3) * plotHeight)
                .filter(i -> is(chart, left + i / plotHeight, i % plotHeight, colour))
                .count();
        assertTrue(drawn > 20, "the last point cannot be seen");
      }
    }
  }

  @Test
  void equalValuesAndValuesThatAreNoNumbersHaveAnAxisToo() {
    for (double value : new double[] {0, 0.5, Double.NaN}) {
      History history = History.empty().with(new EpochResult(1, value, 0.5, value, 0.5));
      int axis = axis(CurvesChart.draw(history, "title"), 0);
      assertTrue(axis < 95, "for %s the axis of values begins at %d".formatted(value, axis));
    }
  }
}
