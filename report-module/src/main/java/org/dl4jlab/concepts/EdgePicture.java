package org.dl4jlab.concepts;

import static org.dl4jlab.concepts.Board.MARGIN;

import java.awt.image.BufferedImage;
import org.dl4jlab.concepts.EdgeFilters.Edge;
import org.dl4jlab.report.Palette;

/** The image, both kernels with their numbers, and what each of them answers. */
final class EdgePicture {

  private static final int IMAGE = 448;
  private static final int CELL = 60;
  private static final int KERNEL_X = 600;
  private static final int OUTPUT_X = 880;
  private static final int ROW = IMAGE + 90;

  private EdgePicture() {}

  static BufferedImage draw(EdgeFilters filters) {
    int top = 220;
    Board board =
        new Board(
            1560,
            top + 2 * ROW,
            "Two filters of 3x3x1 look for edges",
            "A grey image of 64x64, padding same. Each filter subtracts the sum on one side from the sum"
                + " on the other: mid-grey is 0, no edge. White: the image gets lighter to"
                + " the right (above) or downwards (below); black: it gets darker. The lines along"
                + " the border are the padding's zeros; rows and columns count from 0.");
    int middle = top + ROW - 45;
    image(
        board,
        GrayscaleImage.picture(filters.image(), 0, 1),
        MARGIN,
        middle - IMAGE / 2,
        "original 64x64x1");
    for (int i = 0; i < filters.edges().size(); i++) {
      int y = top + i * ROW;
      board.arrow(MARGIN + IMAGE + 16, middle, KERNEL_X - 16, y + IMAGE / 2.0, Palette.INK);
      drawEdge(board, filters.edges().get(i), y);
    }
    return board.finish();
  }

  private static void drawEdge(Board board, Edge edge, int y) {
    int kernelY = y + (IMAGE - edge.kernel().length * CELL) / 2;
    board.text(edge.name() + " edges", KERNEL_X, kernelY - 12, 18);
    board.grid(edge.kernel(), KERNEL_X, kernelY, CELL, CellLooks.all(CellStyle.KERNEL));
    board.arrow(
        KERNEL_X + edge.kernel().length * CELL + 16,
        y + IMAGE / 2.0,
        OUTPUT_X - 16,
        y + IMAGE / 2.0,
        Palette.INK);
    double scale = Math.max(1e-9, Math.abs(edge.strongest().value()));
    image(
        board, GrayscaleImage.picture(edge.output(), -scale, scale), OUTPUT_X, y, "output 64x64x1");
    int x = OUTPUT_X + IMAGE + 20;
    drawScale(board, scale, x, y);
    board.bold("strongest", x, y + IMAGE - 75, 18);
    board.text(Numbers.text(edge.strongest().value(), 2), x, y + IMAGE - 50, 18);
    board.text("row " + edge.strongest().row(), x, y + IMAGE - 25, 18);
    board.text("column " + edge.strongest().column(), x, y + IMAGE, 18);
  }

  private static void drawScale(Board board, double scale, int x, int y) {
    int steps = 200;
    double[][] ramp = new double[steps][1];
    for (int i = 0; i < steps; i++) {
      ramp[i][0] = 1 - 2.0 * i / (steps - 1);
    }
    board.pen().drawImage(GrayscaleImage.picture(ramp, -1, 1), x, y, 28, steps, null);
    board.frame(x, y, 28, steps, Palette.GREY, 1);
    board.text("+" + Numbers.text(scale, 2), x + 40, y + 14, 18);
    board.text("0", x + 40, y + steps / 2 + 6, 18);
    board.text(Numbers.text(-scale, 2), x + 40, y + steps, 18);
  }

  private static void image(Board board, BufferedImage image, int x, int y, String name) {
    board.text(name, x, y - 12, 18);
    board.pen().drawImage(image, x, y, IMAGE, IMAGE, null);
    board.frame(x - 1, y - 1, IMAGE + 1, IMAGE + 1, Palette.GREY, 1);
  }
}
