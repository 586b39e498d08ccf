package org.dl4jlab.concepts;

import static org.dl4jlab.concepts.Board.MARGIN;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import org.dl4jlab.report.Palette;

/** Both curves with the numbers of a few points. */
final class ActivationPicture {

  private static final int WIDTH = 1500;
  private static final int UNIT = 76;
  private static final int FARTHEST = 4;
  private static final int LOWEST = -2;

  private ActivationPicture() {}

  static BufferedImage draw(ActivationCurves curves, ActivationCurves points) {
    Board board =
        new Board(
            WIDTH,
            950,
            "ReLU and LeakyReLU",
            "ReLU is max(0, x): nothing below 0 gets through. LeakyReLU is max(0.3·x, x), so that a"
                + " unit below 0 still learns (0.3 is Keras' default slope, DL4J's is 0.01).");
    int y = board.top();
    plot(board, "ReLU", WIDTH / 4, y + 20, Palette.BLUE, curves.x(), curves.relu());
    dots(board, WIDTH / 4, y + 20, points.x(), points.relu());
    plot(
        board,
        "LeakyReLU(0.3)",
        WIDTH / 4 * 3,
        y + 20,
        Palette.VERMILION,
        curves.x(),
        curves.leakyRelu());
    dots(board, WIDTH / 4 * 3, y + 20, points.x(), points.leakyRelu());
    row(board, "x", points.x(), y + 620, true);
    board.line(MARGIN, y + 636, WIDTH - MARGIN, y + 636, Palette.GREY, 1);
    row(board, "ReLU", points.relu(), y + 670, false);
    row(board, "LeakyReLU(0.3)", points.leakyRelu(), y + 710, false);
    return board.finish();
  }

  private static void row(Board board, String name, double[] values, int y, boolean bold) {
    board.bold(name, MARGIN, y, 20);
    int step = (WIDTH - 2 * MARGIN - 200) / values.length;
    for (int i = 0; i < values.length; i++) {
      board.centred(Numbers.text(values[i]), MARGIN + 200 + i * step + step / 2, y, 20, bold);
    }
  }

  /** Axes with a line at each whole number, and the curve; {@code x = 0} is at {@code middle}. */
  private static void plot(
      Board board, String name, int middle, int top, Color colour, double[] x, double[] values) {
    board.centred(name, middle, top, 22, true);
    int zero = zero(top);
    int left = middle - FARTHEST * UNIT;
    int right = middle + FARTHEST * UNIT;
    int floor = zero - LOWEST * UNIT;
    for (int tick = -FARTHEST; tick <= FARTHEST; tick++) {
      int at = middle + tick * UNIT;
      axisLine(board, tick, at, zero - FARTHEST * UNIT, at, floor);
      board.centred(Numbers.text(tick), at, floor + 28, Board.TEXT, false);
    }
    for (int tick = LOWEST; tick <= FARTHEST; tick++) {
      int at = zero - tick * UNIT;
      axisLine(board, tick, left, at, right, at);
      board.centred(Numbers.text(tick), left - 24, at + 6, Board.TEXT, false);
    }
    Path2D curve = new Path2D.Double();
    for (int i = 0; i < x.length; i++) {
      double px = middle + x[i] * UNIT;
      double py = zero - values[i] * UNIT;
      if (i == 0) {
        curve.moveTo(px, py);
      } else {
        curve.lineTo(px, py);
      }
    }
    Graphics2D g = board.pen();
    // Else Java2D moves the points to whole pixels, and a straight line wobbles.
    g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    g.setColor(colour);
    g.setStroke(new BasicStroke(5, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    g.draw(curve);
  }

  private static int zero(int top) {
    return top + 30 + FARTHEST * UNIT;
  }

  private static void axisLine(Board board, int tick, int x1, int y1, int x2, int y2) {
    boolean axis = tick == 0;
    board.line(x1, y1, x2, y2, axis ? Palette.INK : new Color(0xDD, 0xDD, 0xDD), axis ? 2 : 1);
  }

  private static void dots(Board board, int middle, int top, double[] x, double[] values) {
    int dot = 14;
    for (int i = 0; i < x.length; i++) {
      board.pen().setColor(Palette.INK);
      board
          .pen()
          .fillOval(
              (int) Math.round(middle + x[i] * UNIT) - dot / 2,
              (int) Math.round(zero(top) - values[i] * UNIT) - dot / 2,
              dot,
              dot);
    }
  }
}
