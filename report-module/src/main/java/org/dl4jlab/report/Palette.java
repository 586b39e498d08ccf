package org.dl4jlab.report;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.Locale;

/**
 * What all pictures share: colours that the colour-blind tell apart (Okabe and Ito 2008) and a
 * font.
 */
public final class Palette {

  public static final Color INK = new Color(0x22, 0x22, 0x22);
  public static final Color PAPER = Color.WHITE;
  public static final Color BLUE = new Color(0x00, 0x72, 0xB2);
  public static final Color VERMILION = new Color(0xD5, 0x5E, 0x00);
  public static final Color GREEN = new Color(0x00, 0x9E, 0x73);
  public static final Color ORANGE = new Color(0xE6, 0x9F, 0x00);
  public static final Color GREY = new Color(0x99, 0x99, 0x99);

  private static final int END_PERCENT = 45;

  private Palette() {}

  public static Font font(float size) {
    return Fonts.sans().deriveFont(size);
  }

  public static Font bold(float size) {
    return Fonts.bold().deriveFont(size);
  }

  /** An empty sheet and its brush. */
  public static BufferedImage sheet(int width, int height) {
    BufferedImage sheet = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = brush(sheet);
    g.setColor(PAPER);
    g.fillRect(0, 0, width, height);
    g.dispose();
    return sheet;
  }

  public static Graphics2D brush(BufferedImage sheet) {
    Graphics2D g = sheet.createGraphics();
    g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    g.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    g.setColor(INK);
    return g;
  }

  /** A colour thinned with the paper's white, as a ground on which ink is still read. */
  public static Color pale(Color colour) {
    return new Color(pale(colour.getRed()), pale(colour.getGreen()), pale(colour.getBlue()));
  }

  private static int pale(int part) {
    return 255 - (255 - part) / 4;
  }

  /** A share without decimals: {@code 36%}. */
  public static String percent(double share) {
    return String.format(Locale.ROOT, "%.0f%%", 100 * share);
  }

  /**
   * Text with its middle at {@code x}. Where it is wider than allowed, an ellipsis stands for some
   * of it, and beginning and end are left: names of files often differ at their ends. What the font
   * cannot write, as Chinese, is left to the system's fonts.
   */
  public static void centred(Graphics2D g, String text, int x, int baseline, int maxWidth) {
    Font font = g.getFont();
    if (font.canDisplayUpTo(text) >= 0) {
      g.setFont(new Font(Font.SANS_SERIF, font.getStyle(), font.getSize()));
    }
    String shown = text;
    for (int left = text.codePointCount(0, text.length()) - 1;
        left > 0 && g.getFontMetrics().stringWidth(shown) > maxWidth;
        left--) {
      int end = left * END_PERCENT / 100;
      shown =
          text.substring(0, text.offsetByCodePoints(0, left - end))
              + "…"
              + text.substring(text.offsetByCodePoints(text.length(), -end));
    }
    g.drawString(shown, x - g.getFontMetrics().stringWidth(shown) / 2, baseline);
    g.setFont(font);
  }
}
