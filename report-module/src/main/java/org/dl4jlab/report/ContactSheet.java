package org.dl4jlab.report;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.List;
import org.dl4jlab.data.ImageDataset;

/** A row of images for each class. */
public final class ContactSheet {

  private static final int IMAGE = 64;
  private static final int GAP = 6;
  private static final int NAMES = 140;
  private static final int HEAD = 50;

  private ContactSheet() {}

  /** The first images of each class, as many as {@code columns}. */
  public static BufferedImage draw(ImageDataset images, int columns, String title) {
    List<String> names = images.classNames();
    int width = NAMES + columns * (IMAGE + GAP) + GAP;
    BufferedImage sheet = Palette.sheet(width, HEAD + names.size() * (IMAGE + GAP) + GAP);
    Graphics2D g = Palette.brush(sheet);
    g.setFont(Palette.bold(16));
    Palette.centred(g, title, width / 2, 30, width - 20);
    g.setFont(Palette.font(14));
    int[] drawn = new int[names.size()];
    for (int c = 0; c < names.size(); c++) {
      int middle = HEAD + c * (IMAGE + GAP) + IMAGE / 2 + 5;
      Palette.centred(g, names.get(c), NAMES / 2, middle, NAMES - 16);
    }
    for (int i = 0; i < images.count(); i++) {
      int label = images.label(i);
      if (drawn[label] < columns) {
        int x = NAMES + drawn[label]++ * (IMAGE + GAP);
        int y = HEAD + label * (IMAGE + GAP);
        g.drawImage(PredictedImage.picture(images, i), x, y, IMAGE, IMAGE, null);
      }
    }
    g.dispose();
    return sheet;
  }
}
