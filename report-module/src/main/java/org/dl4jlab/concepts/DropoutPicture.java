package org.dl4jlab.concepts;

import static org.dl4jlab.concepts.Board.MARGIN;

import java.awt.image.BufferedImage;
import java.util.List;
import java.util.stream.IntStream;
import org.dl4jlab.concepts.DropoutMasks.Rate;
import org.dl4jlab.report.AnimatedGif;
import org.dl4jlab.report.Palette;

/** The activations, and what three draws at each rate leave of them. */
final class DropoutPicture {

  private static final int CELL = 66;
  private static final int FIRST_DRAW = 490;
  private static final int DRAW_MILLIS = 1500;

  private DropoutPicture() {}

  static BufferedImage draw(DropoutMasks masks) {
    int columns = masks.activations()[0].length;
    int rows = masks.activations().length;
    int drawWidth = columns * CELL + 32;
    Board board =
        new Board(
            FIRST_DRAW + 3 * drawWidth + MARGIN / 2,
            770,
            "Dropout: a new mask for each batch",
            "During training each activation is dropped (crossed out, 0) with the given probability. The"
                + " rest are divided by the probability of being kept, so that their sum stays the same"
                + " on average. For prediction nothing is dropped or scaled.");
    int y = board.top() + 40;
    int rowHeight = rows * CELL + 90;
    drawActivations(board, masks, MARGIN, y + rowHeight / 2);
    for (int i = 0; i < masks.rates().size(); i++) {
      Rate rate = masks.rates().get(i);
      board.arrow(
          MARGIN + columns * CELL + 16,
          y + rowHeight / 2.0 + rows * CELL / 2.0,
          FIRST_DRAW - 16,
          y + i * rowHeight + rows * CELL / 2.0,
          Palette.INK);
      for (int draw = 0; draw < rate.draws().size(); draw++) {
        drawDraw(board, rate, draw, FIRST_DRAW + draw * drawWidth, y + i * rowHeight);
      }
    }
    return board.finish();
  }

  private static void drawActivations(Board board, DropoutMasks masks, int x, int y) {
    board.text("activations", x, y - 12, Board.TEXT);
    board.grid(masks.activations(), x, y, CELL, CellLooks.all(CellStyle.PLAIN));
  }

  private static void drawDraw(Board board, Rate rate, int draw, int x, int y) {
    double[][] numbers = rate.draws().get(draw);
    board.text(
        "rate %s, draw %d".formatted(Numbers.text(rate.rate()), draw + 1), x, y - 12, Board.TEXT);
    board.grid(
        numbers,
        x,
        y,
        CELL,
        (row, column) -> numbers[row][column] == 0 ? CellStyle.DROPPED : CellStyle.ANSWER);
    board.text(
        "%d of %d kept, each multiplied by %s"
            .formatted(
                rate.kept(draw), numbers.length * numbers[0].length, Numbers.text(rate.scale())),
        x,
        y + numbers.length * CELL + 28,
        Board.TEXT);
  }

  /** One draw after the other. */
  static AnimatedGif animate(DropoutMasks masks) {
    List<BufferedImage> frames =
        masks.rates().stream()
            .flatMap(
                rate ->
                    IntStream.range(0, rate.draws().size())
                        .mapToObj(draw -> frame(masks, rate, draw)))
            .toList();
    return new AnimatedGif(frames, DRAW_MILLIS, DRAW_MILLIS);
  }

  private static BufferedImage frame(DropoutMasks masks, Rate rate, int draw) {
    int width = masks.activations()[0].length * CELL;
    int height = masks.activations().length * CELL;
    Board board =
        new Board(
            1000,
            440,
            "Dropout: a new mask for each batch",
            "Dropped activations are crossed out, the rest are scaled up.");
    int y = board.top() + 50;
    drawActivations(board, masks, MARGIN, y);
    board.arrow(
        MARGIN + width + 30, y + height / 2.0, MARGIN + width + 170, y + height / 2.0, Palette.INK);
    drawDraw(board, rate, draw, MARGIN + width + 200, y);
    return board.finish();
  }
}
