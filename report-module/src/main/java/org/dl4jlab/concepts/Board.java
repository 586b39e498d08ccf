package org.dl4jlab.concepts;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import org.dl4jlab.report.Palette;

/** A sheet with a title and an explanation, and the strokes that all concept pictures share. */
final class Board {

  static final int MARGIN = 40;
  static final float TEXT = 18;

  private static final int LINE = 27;

  private final BufferedImage sheet;
  private final Graphics2D g;
  private final int top;

  Board(int width, int height, String title, String explanation) {
    sheet = Palette.sheet(width, height);
    g = Palette.brush(sheet);
    g.setFont(Palette.bold(28));
    g.drawString(title, MARGIN, 56);
    top = paragraph(explanation, MARGIN, 96, width - 2 * MARGIN);
  }

  /** The first free line below the explanation. */
  int top() {
    return top;
  }

  Graphics2D pen() {
    return g;
  }

  BufferedImage finish() {
    g.dispose();
    return sheet;
  }

  /** Text in as many lines as it needs; the answer is the next line's baseline. */
  int paragraph(String text, int x, int baseline, int width) {
    g.setFont(Palette.font(TEXT));
    g.setColor(Palette.INK);
    StringBuilder line = new StringBuilder();
    int y = baseline;
    for (String word : text.split(" ")) {
      if (!line.isEmpty() && g.getFontMetrics().stringWidth(line + " " + word) > width) {
        g.drawString(line.toString(), x, y);
        line.setLength(0);
        y += LINE;
      }
      line.append(line.isEmpty() ? "" : " ").append(word);
    }
    g.drawString(line.toString(), x, y);
    return y + LINE;
  }

  void text(String text, int x, int baseline, float size) {
    g.setFont(Palette.font(size));
    g.setColor(Palette.INK);
    g.drawString(text, x, baseline);
  }

  void bold(String text, int x, int baseline, float size) {
    g.setFont(Palette.bold(size));
    g.setColor(Palette.INK);
    g.drawString(text, x, baseline);
  }

  /** Text with its middle at {@code x}. */
  void centred(String text, int x, int baseline, float size, boolean bold) {
    g.setFont(bold ? Palette.bold(size) : Palette.font(size));
    g.setColor(Palette.INK);
    Palette.centred(g, text, x, baseline, sheet.getWidth());
  }

  void line(double x1, double y1, double x2, double y2, Color colour, float width) {
    g.setColor(colour);
    g.setStroke(new BasicStroke(width));
    g.draw(new Line2D.Double(x1, y1, x2, y2));
  }

  void arrow(double x1, double y1, double x2, double y2, Color colour) {
    double head = 12;
    double length = Math.hypot(x2 - x1, y2 - y1);
    double dx = (x2 - x1) / length;
    double dy = (y2 - y1) / length;
    line(x1, y1, x2 - head * dx, y2 - head * dy, colour, 2.5f);
    Path2D point = new Path2D.Double();
    point.moveTo(x2, y2);
    point.lineTo(x2 - head * dx - head / 2 * dy, y2 - head * dy + head / 2 * dx);
    point.lineTo(x2 - head * dx + head / 2 * dy, y2 - head * dy - head / 2 * dx);
    point.closePath();
    g.fill(point);
  }

  /** A unit of a network: a circle with a text in it. */
  void unit(String text, int x, int y, int radius, Color colour) {
    g.setColor(Palette.pale(colour));
    g.fillOval(x - radius, y - radius, 2 * radius, 2 * radius);
    g.setColor(colour);
    g.setStroke(new BasicStroke(3));
    g.drawOval(x - radius, y - radius, 2 * radius, 2 * radius);
    centred(text, x, y + 7, 20, true);
  }

  /** Text on a line: the line ends behind it. */
  void label(String text, int x, int y) {
    g.setFont(Palette.font(TEXT));
    int width = g.getFontMetrics().stringWidth(text);
    g.setColor(Palette.PAPER);
    g.fillRect(x - width / 2 - 5, y - 14, width + 10, 28);
    centred(text, x, y + 6, TEXT, false);
  }

  void frame(int x, int y, int width, int height, Color colour, float stroke) {
    g.setColor(colour);
    g.setStroke(new BasicStroke(stroke));
    g.drawRect(x, y, width, height);
  }

  /** Numbers as a table, each cell in its look. */
  void grid(double[][] numbers, int x, int y, int cell, CellLooks looks) {
    for (int row = 0; row < numbers.length; row++) {
      for (int column = 0; column < numbers[row].length; column++) {
        looks
            .of(row, column)
            .paint(g, Numbers.text(numbers[row][column]), x + column * cell, y + row * cell, cell);
      }
    }
  }
}
