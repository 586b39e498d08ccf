package org.dl4jlab.concepts;

import static org.dl4jlab.concepts.Board.MARGIN;

import java.awt.image.BufferedImage;
import java.util.List;
import org.dl4jlab.concepts.ConvolutionSteps.Step;
import org.dl4jlab.report.AnimatedGif;
import org.dl4jlab.report.Palette;

/** The kernel's walk: all steps on one sheet, or one after the other. */
final class ConvolutionPicture {

  private static final int WIDTH = 1600;
  private static final int STEP_MILLIS = 900;
  private static final int LAST_MILLIS = 4000;

  private ConvolutionPicture() {}

  /** Input, kernel and output at the top, below them a panel for each step. */
  static BufferedImage draw(ConvolutionSteps steps) {
    int panelWidth = (WIDTH - 2 * MARGIN) / steps.output()[0].length;
    int panelHeight = 352;
    int head = 520;
    Board board =
        new Board(
            WIDTH,
            head + steps.output().length * panelHeight + MARGIN,
            "A 3x3x1 kernel slides over a 5x5x1 input",
            "Stride 1, padding same: a border of zeros (dashed) makes the output as large as the"
                + " input. At each position the nine numbers under the kernel are multiplied by"
                + " its weights and added up. The same nine weights are used at every position.");
    drawOverview(board, steps, board.top() + 30);
    for (Step step : steps.steps()) {
      drawPanel(
          board,
          steps,
          step,
          MARGIN + step.column() * panelWidth,
          head + step.row() * panelHeight,
          panelWidth);
    }
    return board.finish();
  }

  private static void drawOverview(Board board, ConvolutionSteps steps, int y) {
    int cell = 46;
    int size = steps.input().length * cell;
    int kernelY = y + (size - steps.kernel().length * cell) / 2;
    board.text("input 5x5x1", 180, y - 8, 18);
    board.grid(steps.input(), 180, y, cell, CellLooks.all(CellStyle.PLAIN));
    board.centred("∗", 540, y + size / 2 + 14, 40, true);
    board.text("kernel 3x3x1", 680, kernelY - 8, 18);
    board.grid(steps.kernel(), 680, kernelY, cell, CellLooks.all(CellStyle.KERNEL));
    board.centred("=", 960, y + size / 2 + 14, 40, true);
    board.text("output 5x5x1", 1120, y - 8, 18);
    board.grid(steps.output(), 1120, y, cell, CellLooks.all(CellStyle.ANSWER));
  }

  private static void drawPanel(
      Board board, ConvolutionSteps steps, Step step, int x, int y, int width) {
    int cell = 30;
    int gridX = x + (width - steps.padded().length * cell) / 2;
    int number = step.row() * steps.output()[0].length + step.column() + 1;
    board.centred(
        "step %d: row %d, column %d".formatted(number, step.row() + 1, step.column() + 1),
        x + width / 2,
        y + 12,
        16,
        false);
    drawPadded(board, steps, step, gridX, y + 24, cell);
    int line = y + 24 + steps.padded().length * cell + 24;
    for (int row = 0; row < step.window().length; row++) {
      String lead = row == 0 ? "" : "+ ";
      board.centred(
          lead + Numbers.products(step.window()[row], steps.kernel()[row]),
          x + width / 2,
          line + row * 21,
          15,
          false);
    }
    board.centred("= " + Numbers.text(step.sum()), x + width / 2, line + 66, 18, true);
  }

  private static void drawPadded(
      Board board, ConvolutionSteps steps, Step step, int x, int y, int cell) {
    int size = steps.kernel().length;
    int last = steps.padded().length - 1;
    board.grid(
        steps.padded(),
        x,
        y,
        cell,
        (row, column) -> {
          boolean inWindow =
              row >= step.row()
                  && row < step.row() + size
                  && column >= step.column()
                  && column < step.column() + size;
          boolean border = row == 0 || column == 0 || row == last || column == last;
          return inWindow ? CellStyle.WINDOW : border ? CellStyle.PADDING : CellStyle.PLAIN;
        });
    board.frame(
        x + step.column() * cell, y + step.row() * cell, size * cell, size * cell, Palette.BLUE, 4);
  }

  /** A frame for each step; the output fills up. */
  static AnimatedGif animate(ConvolutionSteps steps) {
    List<BufferedImage> frames = steps.steps().stream().map(step -> frame(steps, step)).toList();
    return new AnimatedGif(frames, STEP_MILLIS, LAST_MILLIS);
  }

  private static BufferedImage frame(ConvolutionSteps steps, Step step) {
    int cell = 56;
    int y = 170;
    int columns = steps.output()[0].length;
    int done = step.row() * columns + step.column();
    Board board =
        new Board(
            1200,
            700,
            "A 3x3x1 kernel slides over a 5x5x1 input",
            "Stride 1, padding same. Step %d of %d: row %d, column %d."
                .formatted(done + 1, steps.steps().size(), step.row() + 1, step.column() + 1));
    board.text("input with its border of zeros", MARGIN, y - 10, 18);
    drawPadded(board, steps, step, MARGIN, y, cell);
    board.centred("∗", 478, y + 210, 40, true);
    board.text("kernel", 520, y + 102, 18);
    board.grid(steps.kernel(), 520, y + 112, cell, CellLooks.all(CellStyle.KERNEL));
    board.centred("=", 734, y + 210, 40, true);
    board.text("output", 790, y + 46, 18);
    board.grid(
        steps.output(),
        790,
        y + 56,
        cell,
        (row, column) -> {
          int place = row * columns + column;
          return place > done
              ? CellStyle.EMPTY
              : place == done ? CellStyle.ANSWER : CellStyle.PLAIN;
        });
    board.frame(
        790 + step.column() * cell, y + 56 + step.row() * cell, cell, cell, Palette.GREEN, 4);
    StringBuilder sum = new StringBuilder();
    for (int row = 0; row < step.window().length; row++) {
      sum.append(row == 0 ? "" : " + ");
      sum.append(Numbers.products(step.window()[row], steps.kernel()[row]));
    }
    board.centred(sum + " = " + Numbers.text(step.sum()), 600, 640, 22, true);
    return board.finish();
  }
}
