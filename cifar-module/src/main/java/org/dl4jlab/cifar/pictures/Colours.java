package org.dl4jlab.cifar.pictures;

import java.awt.color.ColorSpace;
import java.awt.color.ICC_ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.BufferedImage;
import java.awt.image.ColorConvertOp;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.util.stream.IntStream;

/**
 * Brings the colours of decoded pictures to eight bits of sRGB, over white where they are
 * transparent. Java's own conversion takes grey for linear light, so that 128 becomes 188; a grey
 * without a profile is that of sRGB, though, in all of these formats.
 */
final class Colours {

  private static final ColorSpace SRGB = ColorSpace.getInstance(ColorSpace.CS_sRGB);
  private static final ColorSpace GREY = ColorSpace.getInstance(ColorSpace.CS_GRAY);
  private static final int WHITE = 255;

  private Colours() {}

  /**
   * @param embedded what the file says of its colours and the image does not
   * @return of type {@link BufferedImage#TYPE_INT_RGB}
   */
  static BufferedImage toSrgb(BufferedImage image, EmbeddedColours embedded) {
    int width = image.getWidth();
    int height = image.getHeight();
    int[] pixels =
        image.getColorModel() instanceof ComponentColorModel model
            ? ofComponents(image.getRaster(), model, embedded)
            : ofPackedOrPalette(image, embedded);
    BufferedImage rgb = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    rgb.getRaster().setDataElements(0, 0, width, height, pixels);
    return rgb;
  }

  /** These are sRGB as Java reads them, unless the file says something else. */
  private static int[] ofPackedOrPalette(BufferedImage image, EmbeddedColours embedded) {
    int width = image.getWidth();
    int height = image.getHeight();
    int[] colours = image.getRGB(0, 0, width, height, null, 0, width);
    WritableRaster bands =
        Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, width, height, 3, null);
    byte[] alpha = new byte[colours.length];
    for (int i = 0; i < colours.length; i++) {
      alpha[i] = (byte) (colours[i] >>> 24);
      for (int band = 0; band < 3; band++) {
        bands.setSample(i % width, i / width, band, colours[i] >> (16 - 8 * band) & 0xFF);
      }
    }
    return flat(converted(bands, SRGB, embedded), alpha);
  }

  private static int[] ofComponents(
      Raster raster, ComponentColorModel model, EmbeddedColours embedded) {
    int colours = model.getNumColorComponents();
    WritableRaster bands =
        Raster.createInterleavedRaster(
            DataBuffer.TYPE_BYTE, raster.getWidth(), raster.getHeight(), colours, null);
    byte[] alpha = model.hasAlpha() ? new byte[raster.getWidth() * raster.getHeight()] : null;
    fill(bands, alpha, raster, model);
    return flat(converted(bands, model.getColorSpace(), embedded), alpha);
  }

  /** Brings samples of any width to eight bits, and colours multiplied by their alpha back. */
  private static void fill(WritableRaster bands, byte[] alpha, Raster raster, ColorModel model) {
    int colours = bands.getNumBands();
    int width = raster.getWidth();
    float[] normalized = new float[model.getNumComponents()];
    Object element = null;
    for (int y = 0; y < raster.getHeight(); y++) {
      for (int x = 0; x < width; x++) {
        element = raster.getDataElements(raster.getMinX() + x, raster.getMinY() + y, element);
        model.getNormalizedComponents(element, normalized, 0);
        float share = alpha == null ? 1 : normalized[colours];
        for (int band = 0; band < colours; band++) {
          float value = normalized[band];
          if (model.isAlphaPremultiplied() && share > 0) {
            value /= share;
          }
          bands.setSample(x, y, band, eightBits(value));
        }
        if (alpha != null) {
          alpha[y * width + x] = (byte) eightBits(share);
        }
      }
    }
  }

  private static int eightBits(double value) {
    return (int) Math.round(Math.max(0, Math.min(1, value)) * WHITE);
  }

  /**
   * @return one band of grey or three of colours
   */
  private static Raster converted(
      WritableRaster bands, ColorSpace declared, EmbeddedColours embedded) {
    boolean usual = declared.equals(GREY) || declared.isCS_sRGB();
    ColorSpace space = usual ? embeddedOr(declared, embedded.profile()) : declared;
    if (space.equals(GREY) || space.isCS_sRGB()) {
      return usual && embedded.exponent() != 1 ? withGamma(bands, embedded.exponent()) : bands;
    }
    WritableRaster srgb =
        Raster.createInterleavedRaster(
            DataBuffer.TYPE_BYTE, bands.getWidth(), bands.getHeight(), 3, null);
    return new ColorConvertOp(space, SRGB, null).filter(bands, srgb);
  }

  private static ColorSpace embeddedOr(ColorSpace declared, ICC_Profile profile) {
    // A profile for another number of colours belongs to what the picture was made from.
    return profile != null && profile.getNumComponents() == declared.getNumComponents()
        ? new ICC_ColorSpace(profile)
        : declared;
  }

  private static Raster withGamma(WritableRaster bands, double exponent) {
    int[] table =
        IntStream.rangeClosed(0, WHITE)
            .map(value -> eightBits(Math.pow(value / (double) WHITE, exponent)))
            .toArray();
    for (int band = 0; band < bands.getNumBands(); band++) {
      for (int y = 0; y < bands.getHeight(); y++) {
        for (int x = 0; x < bands.getWidth(); x++) {
          bands.setSample(x, y, band, table[bands.getSample(x, y, band)]);
        }
      }
    }
    return bands;
  }

  private static int[] flat(Raster bands, byte[] alpha) {
    int width = bands.getWidth();
    int[] pixels = new int[width * bands.getHeight()];
    for (int i = 0; i < pixels.length; i++) {
      int opaque = alpha == null ? WHITE : alpha[i] & 0xFF;
      for (int colour = 0; colour < 3; colour++) {
        int band = bands.getNumBands() == 1 ? 0 : colour;
        int value = bands.getSample(i % width, i / width, band);
        int over = (value * opaque + WHITE * (WHITE - opaque) + WHITE / 2) / WHITE;
        pixels[i] |= over << (16 - 8 * colour);
      }
    }
    return pixels;
  }
}
