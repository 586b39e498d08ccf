package org.dl4jlab.concepts;

import static org.dl4jlab.concepts.PoolingExample.WINDOW;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.stream.IntStream;
import org.dl4jlab.report.AnimatedGif;
import org.dl4jlab.report.Palette;

/** Max pooling of windows, and of the whole channel. */
final class PoolingPicture {

  private static final int CELL = 72;
  private static final int STEP_MILLIS = 1500;
  private static final int LAST_MILLIS = 4000;
  private static final Color[] WINDOWS = {
    Palette.BLUE, Palette.VERMILION, Palette.GREEN, Palette.ORANGE
  };

  private PoolingPicture() {}

  static BufferedImage draw(PoolingExample pooling) {
    Board board =
        new Board(
            1400,
            980,
            "Max pooling 2x2 and global max pooling",
            "Windows of 2x2 lie side by side (stride 2); only the maximum of each is kept."
                + " Global max pooling keeps one number of a whole channel, wherever it is."
                + " Neither has weights.");
    int windows = pooling.pooled().length * pooling.pooled()[0].length;
    drawWindows(board, pooling, board.top() + 50, windows);
    drawGlobal(board, pooling, board.top() + 450);
    return board.finish();
  }

  /** The first windows are done. */
  private static void drawWindows(Board board, PoolingExample pooling, int y, int done) {
    int height = pooling.input().length * CELL;
    int columns = pooling.pooled()[0].length;
    int outX = 860;
    int outY = y + (height - pooling.pooled().length * CELL) / 2;
    board.text("input 4x4x1", 240, y - 12, Board.TEXT);
    board.grid(
        pooling.input(),
        240,
        y,
        CELL,
        (row, column) -> {
          int window = row / WINDOW * columns + column / WINDOW;
          boolean winner =
              pooling.input()[row][column] == pooling.pooled()[row / WINDOW][column / WINDOW];
          return winner && window < done ? CellStyle.ANSWER : CellStyle.PLAIN;
        });
    board.arrow(580, y + height / 2.0, 800, y + height / 2.0, Palette.INK);
    board.centred("largest of 2x2", 690, y + height / 2 - 14, Board.TEXT, false);
    board.text("output 2x2x1", outX, outY - 12, Board.TEXT);
    board.grid(
        pooling.pooled(),
        outX,
        outY,
        CELL,
        (row, column) -> row * columns + column < done ? CellStyle.ANSWER : CellStyle.EMPTY);
    for (int window = 0; window < done; window++) {
      int row = window / columns;
      int column = window % columns;
      Color colour = WINDOWS[window % WINDOWS.length];
      int size = WINDOW * CELL;
      board.frame(240 + column * size + 4, y + row * size + 4, size - 8, size - 8, colour, 5);
      board.frame(outX + column * CELL + 4, outY + row * CELL + 4, CELL - 8, CELL - 8, colour, 5);
      drawMax(board, pooling, row, column, outX + 190, outY - 20 + window * 56);
    }
  }

  private static void drawMax(
      Board board, PoolingExample pooling, int row, int column, int x, int y) {
    String numbers =
        IntStream.range(0, WINDOW * WINDOW)
            .mapToDouble(
                i -> pooling.input()[row * WINDOW + i / WINDOW][column * WINDOW + i % WINDOW])
            .mapToObj(Numbers::text)
            .reduce((left, right) -> left + ", " + right)
            .orElseThrow();
    board.text(
        "max(%s) = %s".formatted(numbers, Numbers.text(pooling.pooled()[row][column])), x, y, 18);
  }

  private static void drawGlobal(Board board, PoolingExample pooling, int y) {
    int height = pooling.input().length * CELL;
    board.text("input 4x4x1", 240, y - 12, Board.TEXT);
    board.grid(
        pooling.input(),
        240,
        y,
        CELL,
        (row, column) ->
            pooling.input()[row][column] == pooling.largest() ? CellStyle.ANSWER : CellStyle.PLAIN);
    board.frame(244, y + 4, height - 8, height - 8, Palette.BLUE, 5);
    board.arrow(580, y + height / 2.0, 800, y + height / 2.0, Palette.INK);
    board.centred("largest of all", 690, y + height / 2 - 14, Board.TEXT, false);
    int outY = y + (height - CELL) / 2;
    board.text("output 1", 860, outY - 12, Board.TEXT);
    board.grid(
        new double[][] {{pooling.largest()}}, 860, outY, CELL, CellLooks.all(CellStyle.ANSWER));
    board.text("a layer of 64 channels becomes 64 numbers", 860, outY + CELL + 40, 18);
  }

  /** The window moves on, the output fills up. */
  static AnimatedGif animate(PoolingExample pooling) {
    int windows = pooling.pooled().length * pooling.pooled()[0].length;
    List<BufferedImage> frames =
        IntStream.rangeClosed(0, windows)
            .mapToObj(
                done -> {
                  Board board =
                      new Board(
                          1400,
                          560,
                          "Max pooling 2x2",
                          "Stride 2: %d of %d windows done.".formatted(done, windows));
                  drawWindows(board, pooling, 190, done);
                  return board.finish();
                })
            .toList();
    return new AnimatedGif(frames, STEP_MILLIS, LAST_MILLIS);
  }
}
