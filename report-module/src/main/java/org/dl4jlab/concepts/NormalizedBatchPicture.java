package org.dl4jlab.concepts;

import static org.dl4jlab.concepts.Board.MARGIN;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import org.dl4jlab.concepts.NormalizedBatch.Distribution;
import org.dl4jlab.report.Palette;

/** Three histograms over one axis, so that one sees the numbers move. */
final class NormalizedBatchPicture {

  private static final int WIDTH = 1500;
  private static final int LEFT = 440;
  private static final int PLOT = WIDTH - LEFT - MARGIN;
  private static final int HEIGHT = 200;
  private static final double BIN = 0.2;

  private NormalizedBatchPicture() {}

  static BufferedImage draw(NormalizedBatch batch) {
    Board board =
        new Board(
            WIDTH,
            1060,
            "Batch normalization standardizes a batch's values",
            "One unit's %,d values in a batch. The mean is subtracted, then the result is divided by"
                    .formatted(batch.before().values().length)
                + " the standard deviation (with 0.001 added to the variance). Then the learned scale"
                + " γ and shift β are applied. The solid line is the mean, the dashed ones are one standard"
                + " deviation from it.");
    double low = lowest(batch);
    double high = highest(batch);
    int y = board.top() + 30;
    String[] names = {"before", "normalized", "scaled and shifted"};
    String[] formulas = {
      "x",
      "x̂ = (x − mean) / √(variance + 0.001)",
      "y = %s·x̂ + %s".formatted(Numbers.text(batch.gamma()), Numbers.text(batch.beta()))
    };
    Distribution[] shown = {batch.before(), batch.normalized(), batch.scaled()};
    Color[] colours = {Palette.BLUE, Palette.VERMILION, Palette.GREEN};
    for (int i = 0; i < shown.length; i++) {
      int top = y + i * (HEIGHT + 76);
      board.bold(names[i], MARGIN, top + 50, 20);
      board.text(formulas[i], MARGIN, top + 84, Board.TEXT);
      board.text("mean " + Numbers.text(shown[i].mean(), 3), MARGIN, top + 124, Board.TEXT);
      board.text(
          "std. dev. " + Numbers.text(shown[i].deviation(), 3), MARGIN, top + 152, Board.TEXT);
      drawHistogram(board, shown[i], low, high, top, colours[i]);
    }
    return board.finish();
  }

  private static double lowest(NormalizedBatch batch) {
    return Math.floor(Math.min(min(batch.normalized()), min(batch.scaled())));
  }

  private static double highest(NormalizedBatch batch) {
    double before = Arrays.stream(batch.before().values()).max().orElseThrow();
    double scaled = Arrays.stream(batch.scaled().values()).max().orElseThrow();
    return Math.ceil(Math.max(before, scaled));
  }

  private static double min(Distribution distribution) {
    return Arrays.stream(distribution.values()).min().orElseThrow();
  }

  private static void drawHistogram(
      Board board, Distribution shown, double low, double high, int top, Color colour) {
    double pixels = PLOT / (high - low);
    int[] counts = new int[(int) Math.ceil((high - low) / BIN) + 1];
    for (double value : shown.values()) {
      counts[(int) ((value - low) / BIN)]++;
    }
    int most = Arrays.stream(counts).max().orElseThrow();
    int floor = top + HEIGHT;
    for (int i = 0; i < counts.length; i++) {
      int height = (int) Math.round((double) counts[i] / most * (HEIGHT - 12));
      int from = LEFT + (int) Math.round(i * BIN * pixels);
      int to = LEFT + (int) Math.round((i + 1) * BIN * pixels);
      board.pen().setColor(Palette.pale(colour));
      board.pen().fillRect(from, floor - height, to - from, height);
      if (height > 0) {
        board.frame(from, floor - height, to - from, height, colour, 1);
      }
    }
    board.line(LEFT, floor, LEFT + PLOT, floor, Palette.INK, 2);
    for (int tick = (int) low; tick <= high; tick++) {
      double x = LEFT + (tick - low) * pixels;
      board.line(x, floor, x, floor + 6, Palette.INK, 2);
      board.centred(Numbers.text(tick), (int) x, floor + 26, Board.TEXT, false);
    }
    marker(board, LEFT + (shown.mean() - low) * pixels, top, floor, false);
    for (int side = -1; side <= 1; side += 2) {
      double x = LEFT + (shown.mean() + side * shown.deviation() - low) * pixels;
      marker(board, x, top + 40, floor, true);
    }
  }

  private static void marker(Board board, double x, int top, int floor, boolean dashed) {
    int dash = dashed ? 8 : floor - top;
    for (int y = top; y < floor; y += 2 * dash) {
      board.line(x, y, x, Math.min(floor, y + dash), Palette.INK, 3);
    }
  }
}
