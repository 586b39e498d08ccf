package org.dl4jlab.cifar.data;

import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.image.BufferedImage;
import java.util.Random;
import org.dl4jlab.data.ImageDataset;

/**
 * The built-in sample: figures of CIFAR-10's ten classes, drawn by this program for those who
 * cannot have the real images. Position, size, tilt, colours, background, clutter and noise vary.
 *
 * <p>It teaches what the lecture's photographs teach, in seconds: a dense network is misled by the
 * noise that a convolution's few shared weights average away, and figures that are a little out of
 * place are best known by several convolutions with batch normalization. For the first two, which
 * have little or nothing but sums of pixels, figures are darker than what is around them.
 */
public final class SampleImages {

  public static final int TRAIN_IMAGES = 3000;
  public static final int TEST_IMAGES = 1000;
  public static final long SEED = 1;

  private static final int SIZE = CifarFormat.SIZE;
  private static final double NOISE = 45; // standard deviation, in steps of 0 to 255
  private static final double SHIFT = 2.5; // pixels
  private static final double TILT = 0.2; // radians
  private static final int SPOTS = 8;

  private SampleImages() {}

  /** 3,000 images to train on and 1,000 to test on, the same every time. */
  public static ImageSet draw() {
    return draw(TRAIN_IMAGES, TEST_IMAGES, SEED);
  }

  static ImageSet draw(int trainImages, int testImages, long seed) {
    return ImageSet.sample(draw(trainImages, seed), draw(testImages, ~seed));
  }

  private static ImageDataset draw(int count, long seed) {
    Random random = new Random(seed);
    byte[] pixels = new byte[count * 3 * SIZE * SIZE];
    byte[] labels = new byte[count];
    BufferedImage canvas = new BufferedImage(SIZE, SIZE, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < count; i++) {
      labels[i] = (byte) random.nextInt(Cifar10.CLASSES.size());
      paint(canvas, SampleFigures.values()[labels[i]], random);
      addNoise(canvas, pixels, i * 3 * SIZE * SIZE, random);
    }
    return new ImageDataset(SIZE, SIZE, 3, pixels, labels, Cifar10.CLASSES);
  }

  private static void paint(BufferedImage canvas, SampleFigures figure, Random random) {
    Graphics2D g = canvas.createGraphics();
    g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    g.setPaint(
        new GradientPaint(
            random.nextInt(SIZE), 0, bright(random), random.nextInt(SIZE), SIZE, bright(random)));
    g.fillRect(0, 0, SIZE, SIZE);
    clutter(g, random);

    double radius = between(random, 9, 14);
    double flip = random.nextBoolean() ? 1 : -1;
    g.translate(
        SIZE / 2.0 + between(random, -SHIFT, SHIFT), SIZE / 2.0 + between(random, -SHIFT, SHIFT));
    g.rotate(between(random, -TILT, TILT));
    g.scale(flip * radius, radius * between(random, 0.85, 1.1));
    figure.paint(g, dark(random), random.nextBoolean() ? bright(random) : dark(random));
    g.dispose();
  }

  private static void clutter(Graphics2D g, Random random) {
    for (int i = 0; i < SPOTS; i++) {
      g.setColor(bright(random));
      g.fill(
          new Ellipse2D.Double(
              between(random, -4, SIZE),
              between(random, -4, SIZE),
              between(random, 3, 10),
              between(random, 3, 10)));
    }
  }

  private static void addNoise(BufferedImage canvas, byte[] pixels, int offset, Random random) {
    for (int y = 0; y < SIZE; y++) {
      for (int x = 0; x < SIZE; x++) {
        int rgb = canvas.getRGB(x, y);
        for (int plane = 0; plane < 3; plane++) {
          long noisy =
              ((rgb >> (16 - 8 * plane)) & 0xFF) + Math.round(random.nextGaussian() * NOISE);
          pixels[offset + (plane * SIZE + y) * SIZE + x] = (byte) Math.max(0, Math.min(255, noisy));
        }
      }
    }
  }

  private static Color dark(Random random) {
    return Color.getHSBColor(
        random.nextFloat(), random.nextFloat(), 0.1f + random.nextFloat() * 0.35f);
  }

  private static Color bright(Random random) {
    return Color.getHSBColor(
        random.nextFloat(), random.nextFloat() * 0.6f, 0.65f + random.nextFloat() * 0.35f);
  }

  private static double between(Random random, double low, double high) {
    return low + (high - low) * random.nextDouble();
  }
}
