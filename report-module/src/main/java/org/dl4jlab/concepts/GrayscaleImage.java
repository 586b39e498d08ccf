package org.dl4jlab.concepts;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;

/** Grey images for the filters: {@code [height][width]}, 0 black to 1 white. */
public final class GrayscaleImage {

  /** Rows and columns of the images that the filters are shown on. */
  public static final int SIZE = 64;

  private static final double WHITE = 255;

  private GrayscaleImage() {}

  /**
   * Brightness as the eye weighs the colours (ITU-R BT.601).
   *
   * @param planes {@code [3, size, size]}: red, green and blue, unsigned
   */
  public static double[][] ofColours(byte[] planes, int size) {
    double[][] grey = new double[size][size];
    for (int i = 0; i < size * size; i++) {
      double red = planes[i] & 0xFF;
      double green = planes[size * size + i] & 0xFF;
      double blue = planes[2 * size * size + i] & 0xFF;
      grey[i / size][i % size] = (0.299 * red + 0.587 * green + 0.114 * blue) / WHITE;
    }
    return grey;
  }

  /** A house, a fence, hills and a sun: edges of every direction, drawn by this program. */
  public static double[][] scene() {
    BufferedImage canvas = new BufferedImage(SIZE, SIZE, BufferedImage.TYPE_BYTE_GRAY);
    Graphics2D g = canvas.createGraphics();
    g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    g.setColor(grey(170));
    g.fillRect(0, 0, SIZE, SIZE);
    g.setColor(grey(255));
    g.fill(new Ellipse2D.Double(45, 5, 14, 14));
    g.setColor(grey(95));
    g.fill(new Ellipse2D.Double(26, 34, 62, 44));
    g.setColor(grey(60));
    g.fillRect(0, 52, SIZE, 12);
    house(g);
    fence(g);
    g.dispose();
    double[][] pixels = new double[SIZE][SIZE];
    for (int row = 0; row < SIZE; row++) {
      for (int column = 0; column < SIZE; column++) {
        pixels[row][column] = canvas.getRaster().getSample(column, row, 0) / WHITE;
      }
    }
    return pixels;
  }

  private static void house(Graphics2D g) {
    g.setColor(grey(235));
    g.fillRect(8, 28, 26, 28);
    Path2D roof = new Path2D.Double();
    roof.moveTo(4, 28);
    roof.lineTo(21, 11);
    roof.lineTo(38, 28);
    roof.closePath();
    g.setColor(grey(40));
    g.fill(roof);
    g.fillRect(12, 33, 8, 8);
    g.fillRect(24, 40, 7, 16);
    g.setColor(grey(235));
    g.fillRect(15, 33, 2, 8);
    g.fillRect(12, 36, 8, 2);
  }

  private static void fence(Graphics2D g) {
    g.setColor(grey(220));
    for (int x = 41; x < SIZE; x += 6) {
      g.fillRect(x, 45, 3, 14);
    }
    g.fillRect(38, 49, 26, 2);
  }

  private static Color grey(int level) {
    return new Color(level, level, level);
  }

  /** A picture of numbers from {@code black} to {@code white}, a pixel a number. */
  public static BufferedImage picture(double[][] numbers, double black, double white) {
    BufferedImage picture =
        new BufferedImage(numbers[0].length, numbers.length, BufferedImage.TYPE_INT_RGB);
    double range = white > black ? white - black : 1;
    for (int row = 0; row < numbers.length; row++) {
      for (int column = 0; column < numbers[row].length; column++) {
        double share = Math.max(0, Math.min(1, (numbers[row][column] - black) / range));
        int level = (int) Math.round(share * WHITE);
        picture.setRGB(column, row, level << 16 | level << 8 | level);
      }
    }
    return picture;
  }
}
