package org.dl4jlab.concepts;

import static org.dl4jlab.concepts.Board.MARGIN;
import static org.dl4jlab.concepts.Numbers.factor;
import static org.dl4jlab.concepts.Numbers.subscript;
import static org.dl4jlab.concepts.Numbers.text;

import java.awt.Color;
import java.awt.image.BufferedImage;
import org.dl4jlab.concepts.BackpropagationStep.Parameters;
import org.dl4jlab.report.Palette;

/** The net with its numbers, the calculation, and a table of what each parameter learns. */
final class BackpropagationPicture {

  private static final int WIDTH = 1600;
  private static final int RADIUS = 46;
  private static final int[] LAYERS = {150, 450, 740};
  private static final int FORMULAS = 880;
  private static final int LINE = 34;
  private static final int[] COLUMNS = {40, 220, 420, 900, 1150};

  private BackpropagationPicture() {}

  static BufferedImage draw(BackpropagationStep step) {
    Board board =
        new Board(
            WIDTH,
            1130,
            "One step of backpropagation",
            "Forward pass, then backward pass: how does the loss L = (y − t)² change with each"
                + " parameter? Each moves downhill by %s times its gradient."
                    .formatted(text(step.learningRate())));
    int y = board.top() + 30;
    drawNet(board, step, y);
    int line = drawForward(board, step, y);
    drawBackward(board, step, line + 20);
    int table = y + 500;
    String[] heads = {"parameter", "before", "gradient", "", "after"};
    for (int i = 0; i < heads.length; i++) {
      board.bold(heads[i], COLUMNS[i], table, 20);
    }
    board.line(MARGIN, table + 14, WIDTH - MARGIN, table + 14, Palette.GREY, 1);
    drawTable(board, step, table + 14);
    board.bold(
        "The loss of the same input falls from %s to %s."
            .formatted(text(step.loss()), text(step.lossAfter())),
        MARGIN,
        table + 14 + 10 * LINE + 22,
        20);
    return board.finish();
  }

  private static void drawNet(Board board, BackpropagationStep step, int y) {
    Parameters before = step.before();
    int[] rows = {y + 110, y + 330};
    int middle = (rows[0] + rows[1]) / 2;
    for (int unit = 0; unit < rows.length; unit++) {
      for (int input = 0; input < rows.length; input++) {
        connect(
            board,
            0,
            rows[input],
            rows[unit],
            text(before.hiddenWeights()[unit][input]),
            input == unit ? 0.5 : 0.28);
      }
      connect(board, 1, rows[unit], middle, text(before.outputWeights()[unit]), 0.5);
    }
    for (int i = 0; i < rows.length; i++) {
      unit(board, "x" + subscript(i + 1), step.x()[i], LAYERS[0], rows[i], Palette.BLUE);
      unit(
          board,
          "a" + subscript(i + 1),
          step.forward().activations()[i],
          LAYERS[1],
          rows[i],
          Palette.VERMILION);
      board.centred(
          "bias " + text(before.hiddenBiases()[i]), LAYERS[1], rows[i] + RADIUS + 26, 18, false);
    }
    unit(board, "y", step.forward().output(), LAYERS[2], middle, Palette.GREEN);
    board.centred("bias " + text(before.outputBias()), LAYERS[2], middle + RADIUS + 26, 18, false);
    board.centred("target " + text(step.target()), LAYERS[2], middle + RADIUS + 54, 18, false);
    board.centred("LeakyReLU(0.3)", LAYERS[1], y + 8, 18, false);
    board.centred("linear", LAYERS[2], y + 8, 18, false);
  }

  private static void unit(Board board, String name, double value, int x, int y, Color colour) {
    board.unit(text(value), x, y, RADIUS, colour);
    board.centred(name, x, y - RADIUS - 10, 20, true);
  }

  /** An arrow with its weight written at a share of its way. */
  private static void connect(
      Board board, int layer, int from, int to, String weight, double share) {
    double width = LAYERS[layer + 1] - LAYERS[layer];
    double length = Math.hypot(width, to - from);
    double dx = width / length * RADIUS;
    double dy = (to - from) / length * RADIUS;
    board.arrow(LAYERS[layer] + dx, from + dy, LAYERS[layer + 1] - dx, to - dy, Palette.INK);
    board.label(weight, (int) (LAYERS[layer] + width * share), (int) (from + (to - from) * share));
  }

  private static int drawForward(Board board, BackpropagationStep step, int y) {
    var forward = step.forward();
    Parameters before = step.before();
    board.bold("forward", FORMULAS, y, 20);
    int line = y;
    for (int unit = 0; unit < forward.sums().length; unit++) {
      String i = subscript(unit + 1);
      line =
          next(
              board,
              line,
              "z%s = %s + %s = %s"
                  .formatted(
                      i,
                      Numbers.products(before.hiddenWeights()[unit], step.x()),
                      factor(before.hiddenBiases()[unit]),
                      text(forward.sums()[unit])));
      line =
          next(
              board,
              line,
              "a%s = LeakyReLU(%s) = %s"
                  .formatted(i, text(forward.sums()[unit]), text(forward.activations()[unit])));
    }
    line =
        next(
            board,
            line,
            "y = %s + %s = %s"
                .formatted(
                    Numbers.products(before.outputWeights(), forward.activations()),
                    factor(before.outputBias()),
                    text(forward.output())));
    return next(
        board,
        line,
        "L = (%s − %s)² = %s"
            .formatted(text(forward.output()), factor(step.target()), text(step.loss())));
  }

  private static void drawBackward(Board board, BackpropagationStep step, int y) {
    Parameters gradients = step.gradients();
    board.bold("backward", FORMULAS, y + LINE, 20);
    int line =
        next(
            board,
            y + LINE,
            "δ = ∂L/∂y = 2·(%s − %s) = %s"
                .formatted(
                    text(step.forward().output()),
                    factor(step.target()),
                    text(gradients.outputBias())));
    for (int unit = 0; unit < gradients.hiddenBiases().length; unit++) {
      String i = subscript(unit + 1);
      line =
          next(
              board,
              line,
              "δ%s = ∂L/∂z%s = δ·v%s·slope = %s·%s·%s = %s"
                  .formatted(
                      i,
                      i,
                      i,
                      factor(gradients.outputBias()),
                      factor(step.before().outputWeights()[unit]),
                      text(step.forward().slopes()[unit]),
                      text(gradients.hiddenBiases()[unit])));
    }
  }

  private static int next(Board board, int line, String formula) {
    board.text(formula, FORMULAS, line + LINE, 20);
    return line + LINE;
  }

  private static void drawTable(Board board, BackpropagationStep step, int top) {
    Parameters before = step.before();
    Parameters gradients = step.gradients();
    Parameters after = step.after();
    Row row = new Row(board, top, step.learningRate());
    for (int unit = 0; unit < before.hiddenBiases().length; unit++) {
      String i = subscript(unit + 1);
      double delta = gradients.hiddenBiases()[unit];
      for (int input = 0; input < step.x().length; input++) {
        String j = subscript(input + 1);
        row =
            row.draw(
                "w%s%s  (x%s to a%s)".formatted(j, i, j, i),
                before.hiddenWeights()[unit][input],
                "δ%s·x%s = %s·%s".formatted(i, j, factor(delta), factor(step.x()[input])),
                gradients.hiddenWeights()[unit][input],
                after.hiddenWeights()[unit][input]);
      }
      row =
          row.draw(
              "b%s  (bias)".formatted(i),
              before.hiddenBiases()[unit],
              "δ" + i,
              delta,
              after.hiddenBiases()[unit]);
    }
    double delta = gradients.outputBias();
    for (int unit = 0; unit < before.outputWeights().length; unit++) {
      String i = subscript(unit + 1);
      row =
          row.draw(
              "v%s  (a%s to y)".formatted(i, i),
              before.outputWeights()[unit],
              "δ·a%s = %s·%s"
                  .formatted(i, factor(delta), factor(step.forward().activations()[unit])),
              gradients.outputWeights()[unit],
              after.outputWeights()[unit]);
    }
    row.draw("c  (bias)", before.outputBias(), "δ", delta, after.outputBias());
  }

  /** The place of the table's next row. */
  private record Row(Board board, int top, double learningRate) {

    Row draw(String name, double before, String gradient, double value, double after) {
      int y = top + LINE;
      board.text(name, COLUMNS[0], y, 20);
      board.text(text(before), COLUMNS[1], y, 20);
      board.text("%s = %s".formatted(gradient, text(value)), COLUMNS[2], y, 20);
      board.text(
          "%s − %s·%s =".formatted(text(before), text(learningRate), factor(value)),
          COLUMNS[3],
          y,
          20);
      board.bold(text(after), COLUMNS[4], y, 20);
      return new Row(board, y, learningRate);
    }
  }
}
