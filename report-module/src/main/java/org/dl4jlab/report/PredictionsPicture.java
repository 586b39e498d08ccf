package org.dl4jlab.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;

/**
 * Images in rows of ten, enlarged without blur, with prediction and actual class under each: {@code
 * predictions.png}. Right ones have a solid frame and a tick, wrong ones a dashed frame and a
 * cross.
 */
public final class PredictionsPicture {

  private static final int IMAGE = 128;
  private static final int GAP = 20;
  private static final int LINE = 22;
  private static final int TEXT = 84;
  private static final int HEAD = 48;
  private static final int IN_A_ROW = 10;
  private static final int FRAME = 4;
  private static final BasicStroke SOLID = new BasicStroke(FRAME);
  private static final BasicStroke DASHED =
      new BasicStroke(
          FRAME, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 10, new float[] {8, 6}, 0);

  private PredictionsPicture() {}

  public static BufferedImage draw(List<PredictedImage> images, String title) {
    int columns = Math.max(3, Math.min(IN_A_ROW, images.size()));
    int rows = (images.size() + columns - 1) / columns;
    int width = GAP + columns * (IMAGE + GAP);
    BufferedImage sheet = Palette.sheet(width, HEAD + rows * (IMAGE + TEXT + GAP));
    Graphics2D g = Palette.brush(sheet);
    g.setFont(Palette.bold(16));
    Palette.centred(g, title, width / 2, 30, width - 2 * GAP);
    for (int i = 0; i < images.size(); i++) {
      draw(
          g,
          images.get(i),
          GAP + i % columns * (IMAGE + GAP),
          HEAD + i / columns * (IMAGE + TEXT + GAP));
    }
    g.dispose();
    return sheet;
  }

  private static void draw(Graphics2D g, PredictedImage image, int x, int y) {
    // Nearest neighbour is Java2D's default: the pixels stay sharp.
    g.drawImage(image.image(), x, y, IMAGE, IMAGE, null);
    Color colour = !image.known() ? Palette.GREY : image.right() ? Palette.BLUE : Palette.VERMILION;
    g.setColor(colour);
    g.setStroke(image.known() && !image.right() ? DASHED : SOLID);
    g.drawRect(x - FRAME / 2, y - FRAME / 2, IMAGE + FRAME, IMAGE + FRAME);
    List<String> lines = new ArrayList<>();
    if (image.name() != null) {
      lines.add(image.name());
    }
    lines.add("predicted " + image.predicted() + (image.known() ? "," : ""));
    if (image.known()) {
      lines.add("actually " + image.actual());
    }
    int middle = x + IMAGE / 2;
    int baseline = y + IMAGE + LINE;
    g.setColor(Palette.INK);
    g.setFont(Palette.font(13));
    for (String line : lines) {
      Palette.centred(g, line, middle, baseline, IMAGE + GAP - 4);
      baseline += LINE;
    }
    String mark = !image.known() ? "" : image.right() ? " ✓" : " ✗";
    g.setColor(image.known() ? colour : Palette.INK);
    g.setFont(Palette.bold(13));
    Palette.centred(g, Palette.percent(image.probability()) + mark, middle, baseline, IMAGE + GAP);
  }
}
