package org.dl4jlab.concepts;

import static org.dl4jlab.concepts.Board.MARGIN;

import java.awt.image.BufferedImage;
import org.dl4jlab.report.Palette;

/** A unit with its weights, and the calculation below it. */
final class PerceptronPicture {

  private static final int RADIUS = 44;
  private static final int INPUT_X = 220;
  private static final int SUM_X = 700;
  private static final int ACTIVATION_X = 1000;

  private PerceptronPicture() {}

  static BufferedImage draw(Perceptron unit) {
    Board board =
        new Board(
            1400,
            820,
            "A perceptron",
            "Each input is multiplied by its weight; the products and the bias are added up, and the"
                + " sum goes through an activation function, here the sigmoid.");
    int inputs = unit.inputs().length;
    int step = 120;
    int top = board.top() + 60;
    int middle = top + inputs * step / 2;
    for (int i = 0; i < inputs; i++) {
      int y = top + i * step;
      String name = "weight " + Numbers.text(unit.weights()[i]);
      connect(board, y, middle, name);
      board.unit(Numbers.text(unit.inputs()[i]), INPUT_X, y, RADIUS, Palette.BLUE);
      board.text("x" + Numbers.subscript(i + 1), INPUT_X - 100, y + 7, 20);
    }
    int biasY = top + inputs * step;
    connect(board, biasY, middle, "bias " + Numbers.text(unit.bias()));
    board.unit("1", INPUT_X, biasY, RADIUS, Palette.GREY);
    board.arrow(SUM_X + RADIUS, middle, ACTIVATION_X - RADIUS - 4, middle, Palette.INK);
    board.arrow(ACTIVATION_X + RADIUS, middle, 1180, middle, Palette.INK);
    board.unit(Numbers.text(unit.sum()), SUM_X, middle, RADIUS, Palette.VERMILION);
    board.centred("sum", SUM_X, middle - RADIUS - 16, Board.TEXT, false);
    board.unit("σ", ACTIVATION_X, middle, RADIUS, Palette.GREEN);
    board.centred("sigmoid", ACTIVATION_X, middle - RADIUS - 16, Board.TEXT, false);
    board.bold(Numbers.text(unit.activation()), 1200, middle + 9, 26);

    int y = biasY + 120;
    StringBuilder products = new StringBuilder();
    for (double product : unit.products()) {
      products.append(Numbers.factor(product)).append(" + ");
    }
    board.text(
        "sum = %s + %s"
            .formatted(
                Numbers.products(unit.weights(), unit.inputs()), Numbers.factor(unit.bias())),
        MARGIN + 60,
        y,
        22);
    board.text(
        "= %s%s = %s".formatted(products, Numbers.factor(unit.bias()), Numbers.text(unit.sum())),
        MARGIN + 116,
        y + 36,
        22);
    board.text(
        "output = σ(%s) = 1 / (1 + e^(−%s)) = %s"
            .formatted(
                Numbers.text(unit.sum()),
                Numbers.factor(unit.sum()),
                Numbers.text(unit.activation())),
        MARGIN + 60,
        y + 84,
        22);
    return board.finish();
  }

  private static void connect(Board board, int y, int middle, String name) {
    double length = Math.hypot(SUM_X - INPUT_X, middle - y);
    double dx = (SUM_X - INPUT_X) / length * RADIUS;
    double dy = (middle - y) / length * RADIUS;
    board.arrow(INPUT_X + dx, y + dy, SUM_X - dx, middle - dy, Palette.INK);
    board.label(name, INPUT_X + (SUM_X - INPUT_X) * 2 / 5, y + (middle - y) * 2 / 5);
  }
}
