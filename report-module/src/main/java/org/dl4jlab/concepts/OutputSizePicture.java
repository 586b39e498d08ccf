package org.dl4jlab.concepts;

import static org.dl4jlab.concepts.Board.MARGIN;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.List;
import org.dl4jlab.report.Palette;

/** Where the kernel stops, how large the output gets, and the formula. */
final class OutputSizePicture {

  private static final int WIDTH = 1560;
  private static final int CELL = 38;
  private static final int[] COLUMNS = {40, 190, 340, 490, 650, 850, 1300};
  private static final List<String> HEADS =
      List.of(
          "input i",
          "kernel k",
          "stride s",
          "padding",
          "zeros P",
          "⌊(i + P − k) / s⌋ + 1",
          "DL4J's layer");

  private OutputSizePicture() {}

  static BufferedImage draw(List<OutputSize> shown, List<OutputSize> more) {
    Board board =
        new Board(
            WIDTH,
            1130,
            "How large is a convolution's output?",
            "o = ⌊(i + P − k) / s⌋ + 1, where P counts the padding zeros on both sides"
                + " (Dumoulin and Visin 2016). Padding valid: P = 0. Padding same: o = ⌈i / s⌉, so"
                + " P = (o − 1) · s + k − i, an odd zero goes to the end. Each dot is the centre of one"
                + " position of the 3x3 kernel; the first and the last are framed.");
    int panel = (WIDTH - 2 * MARGIN) / shown.size();
    for (int i = 0; i < shown.size(); i++) {
      drawPanel(board, shown.get(i), MARGIN + i * panel, board.top() + 40, panel);
    }
    int y = board.top() + 630;
    for (int column = 0; column < HEADS.size(); column++) {
      board.bold(HEADS.get(column), COLUMNS[column], y, 18);
    }
    int line = y + 14;
    board.line(MARGIN, line, WIDTH - MARGIN, line, Palette.GREY, 1);
    for (OutputSize size : shown) {
      line = drawRow(board, size, line);
    }
    for (OutputSize size : more) {
      line = drawRow(board, size, line);
    }
    return board.finish();
  }

  private static int drawRow(Board board, OutputSize size, int above) {
    int y = above + 32;
    String[] cells = {
      String.valueOf(size.input()),
      String.valueOf(size.kernel()),
      String.valueOf(size.stride()),
      padding(size),
      "%d = %d + %d".formatted(size.padding(), size.before(), size.after()),
      "⌊(%d + %d − %d) / %d⌋ + 1 = %d"
          .formatted(size.input(), size.padding(), size.kernel(), size.stride(), size.byFormula()),
      "%d x %d".formatted(size.output(), size.output())
    };
    for (int column = 0; column < cells.length; column++) {
      board.text(cells[column], COLUMNS[column], y, 18);
    }
    return y;
  }

  private static String padding(OutputSize size) {
    return size.same() ? "same" : "valid";
  }

  private static void drawPanel(Board board, OutputSize size, int x, int y, int width) {
    int middle = x + width / 2;
    board.centred(
        "stride %d, padding %s".formatted(size.stride(), padding(size)), middle, y, 19, true);
    int cells = size.input() + size.padding();
    // All inputs stand at the same height, whatever padding is around them.
    int gridX = middle - cells * CELL / 2;
    int gridY = y + 30 + (CELL - size.before() * CELL);
    drawInput(board, size, gridX, gridY, cells);
    int outputY = y + 30 + (size.input() + 2) * CELL + 54;
    board.centred(
        "output %d x %d".formatted(size.output(), size.output()), middle, outputY - 12, 18, false);
    int outputX = middle - size.output() * CELL / 2;
    for (int i = 0; i < size.output() * size.output(); i++) {
      CellStyle.ANSWER.paint(
          board.pen(),
          "",
          outputX + i % size.output() * CELL,
          outputY + i / size.output() * CELL,
          CELL);
    }
  }

  private static void drawInput(Board board, OutputSize size, int x, int y, int cells) {
    Graphics2D g = board.pen();
    for (int row = 0; row < cells; row++) {
      for (int column = 0; column < cells; column++) {
        boolean inside =
            Math.min(row, column) >= size.before()
                && Math.max(row, column) < size.before() + size.input();
        (inside ? CellStyle.PLAIN : CellStyle.PADDING)
            .paint(g, inside ? "" : "0", x + column * CELL, y + row * CELL, CELL);
      }
    }
    int side = size.kernel() * CELL;
    int last = (size.output() - 1) * size.stride() * CELL;
    frame(board, x, y, side, Palette.BLUE);
    frame(board, x + last, y + last, side, Palette.VERMILION);
    g.setColor(Palette.INK);
    int dot = 12;
    for (int i = 0; i < size.output() * size.output(); i++) {
      int column = i % size.output() * size.stride() * CELL + side / 2;
      int row = i / size.output() * size.stride() * CELL + side / 2;
      g.fillOval(x + column - dot / 2, y + row - dot / 2, dot, dot);
    }
  }

  private static void frame(Board board, int x, int y, int side, Color colour) {
    board.frame(x, y, side, side, colour, 4);
  }
}
