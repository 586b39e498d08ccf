package org.dl4jlab.report;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import org.dl4jlab.data.Dataset;
import org.dl4jlab.data.ImageBatch;
import org.dl4jlab.data.ImageDataset;
import org.dl4jlab.data.StratifiedSample;

/** A row for each of some images: as it is, and as a training sees it in its first epochs. */
public final class EpochSheet {

  private static final int IMAGES = 8;
  private static final int EPOCHS = 8;
  private static final int IMAGE = 96;
  private static final int GAP = 6;
  private static final int HEAD = 80;

  private EpochSheet() {}

  /**
   * Some images of each class, as many as there is room for.
   *
   * @param trained the same images, which give batches of images in each epoch
   */
  public static BufferedImage draw(ImageDataset images, Dataset trained, String title) {
    int[] shown = StratifiedSample.draw(images.labels(), IMAGES, 0);
    int width = (EPOCHS + 1) * (IMAGE + GAP) + GAP;
    BufferedImage sheet = Palette.sheet(width, HEAD + shown.length * (IMAGE + GAP));
    Graphics2D g = Palette.brush(sheet);
    g.setFont(Palette.bold(16));
    Palette.centred(g, title, width / 2, 30, width - 20);
    g.setFont(Palette.font(14));
    drawColumn(g, images.select(shown), 0, "as it is");
    for (int epoch = 1; epoch <= EPOCHS; epoch++) {
      ImageBatch batch = (ImageBatch) trained.inEpoch(epoch).batch(shown, 0, shown.length);
      drawColumn(g, images.of(batch), epoch, "epoch " + epoch);
    }
    g.dispose();
    return sheet;
  }

  private static void drawColumn(Graphics2D g, ImageDataset images, int column, String head) {
    int x = GAP + column * (IMAGE + GAP);
    Palette.centred(g, head, x + IMAGE / 2, HEAD - 14, IMAGE);
    for (int row = 0; row < images.count(); row++) {
      int y = HEAD + row * (IMAGE + GAP);
      g.drawImage(PredictedImage.picture(images, row), x, y, IMAGE, IMAGE, null);
    }
  }
}
