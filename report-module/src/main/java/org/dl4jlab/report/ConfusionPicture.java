package org.dl4jlab.report;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.List;

/** The confusion matrix as a table whose cells darken with their share: {@code confusion.png}. */
public final class ConfusionPicture {

  private static final int CELL = 76;
  private static final int NAMES = 130;
  private static final int HEAD = 110;
  private static final int MARGIN = 24;
  private static final int MOST_CLASSES = 30;

  private ConfusionPicture() {}

  public static BufferedImage draw(ClassificationReport report, String title) {
    List<String> names = report.classNames();
    int n = names.size();
    int cell = n > MOST_CLASSES ? CELL / 2 : CELL;
    int width = Math.max(NAMES + n * cell + 2 * MARGIN, 520);
    BufferedImage sheet = Palette.sheet(width, HEAD + n * cell + 2 * MARGIN);
    Graphics2D g = Palette.brush(sheet);
    g.setFont(Palette.bold(16));
    Palette.centred(g, title, width / 2, 34, width - 2 * MARGIN);
    g.setFont(Palette.font(13));
    int left = MARGIN + NAMES;
    g.drawString("predicted →", left, 66);
    g.drawString("actual ↓", MARGIN, HEAD);
    for (int i = 0; i < n; i++) {
      g.setFont(Palette.font(11));
      g.setColor(Palette.INK);
      Palette.centred(g, names.get(i), left + i * cell + cell / 2, HEAD, cell - 4);
      g.setFont(Palette.font(13));
      Palette.centred(
          g, names.get(i), MARGIN + NAMES / 2, HEAD + 10 + i * cell + cell / 2 + 5, NAMES - 10);
      drawRow(g, report.confusion()[i], i, left, HEAD + 10 + i * cell, cell);
    }
    g.dispose();
    return sheet;
  }

  private static void drawRow(Graphics2D g, int[] counts, int actual, int x, int y, int cell) {
    int sum = Math.max(1, Arrays.stream(counts).sum());
    for (int predicted = 0; predicted < counts.length; predicted++) {
      double share = (double) counts[predicted] / sum;
      int left = x + predicted * cell;
      g.setColor(shade(share));
      g.fillRect(left, y, cell - 2, cell - 2);
      if (predicted == actual) {
        g.setColor(Palette.INK);
        g.drawRect(left, y, cell - 3, cell - 3);
      }
      g.setColor(share > 0.5 ? Palette.PAPER : Palette.INK);
      Palette.centred(
          g, String.valueOf(counts[predicted]), left + cell / 2 - 1, y + cell / 2 + 4, cell);
    }
  }

  private static Color shade(double share) {
    Color full = Palette.BLUE;
    double strength = Math.sqrt(share);
    return new Color(
        mix(full.getRed(), strength),
        mix(full.getGreen(), strength),
        mix(full.getBlue(), strength));
  }

  private static int mix(int colour, double strength) {
    int lightest = 245;
    return (int) Math.round(lightest + (colour - lightest) * strength);
  }
}
