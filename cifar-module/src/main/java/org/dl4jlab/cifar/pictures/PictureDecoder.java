package org.dl4jlab.cifar.pictures;

import java.awt.image.BufferedImage;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Optional;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import net.coobird.thumbnailator.Thumbnails;

/**
 * Decodes pictures of any format that Java or one of its plug-ins reads, at one small size: the
 * first of an animation, upright, in sRGB. A large picture is thinned out while it is decoded, so
 * that it takes little memory whatever its size.
 *
 * @param size rows and columns of the result
 * @param mostPixels that a picture may have
 */
public record PictureDecoder(int size, long mostPixels) {

  /** So many rows of a picture are averaged for one of the result, or more. */
  private static final int ROWS_FOR_ONE = 8;

  private static final long MOST_PIXELS = 1_000_000_000;

  private static final int SNIFFED_BYTES = 12;

  /** For a person's own pictures, however large. */
  public PictureDecoder(int size) {
    this(size, MOST_PIXELS);
  }

  /**
   * The picture's middle square.
   *
   * @return {@code [3, size, size]}: the red, the green and the blue plane, transparent parts white
   * @throws PictureException when it is none, or damaged, or only its beginning is there
   */
  public byte[] decode(PictureSource source) throws PictureException {
    try {
      return planes(Orientation.turned(square(source), size, Orientation.of(source)));
    } catch (EOFException e) {
      throw new PictureException("is cut short", e);
    } catch (IOException e) {
      throw new PictureException(endsEarly(e) ? "is cut short" : "is damaged", e);
    } catch (RuntimeException e) {
      // Decoders trust in what they read.
      throw new PictureException(endsEarly(e) ? "is cut short" : "is damaged", e);
    }
  }

  private static boolean endsEarly(Throwable e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof EOFException) {
        return true;
      }
    }
    return false;
  }

  private int[] square(PictureSource source) throws IOException, PictureException {
    try (ImageInputStream in = source.image()) {
      Optional<ImageReader> found = PictureFormats.reader(in);
      if (found.isEmpty()) {
        throw new PictureException(notReadable(source));
      }
      ImageReader reader = found.get();
      try {
        return scaled(read(reader, in));
      } finally {
        reader.dispose();
      }
    }
  }

  private static String notReadable(PictureSource source) throws IOException, PictureException {
    try (InputStream bytes = source.bytes()) {
      byte[] start = bytes.readNBytes(SNIFFED_BYTES);
      if (start.length == 0) {
        return "is empty";
      }
      String format = PictureFormats.unreadableFormat(start);
      return format == null
          ? "is not a picture that Java can read"
          : "is a picture in the format %s, which cannot be read here; convert it to JPEG or PNG"
              .formatted(format);
    }
  }

  private BufferedImage read(ImageReader reader, ImageInputStream in)
      throws IOException, PictureException {
    boolean[] cutShort = {false};
    reader.addIIOReadWarningListener(
        (from, warning) ->
            cutShort[0] |= warning.toLowerCase(Locale.ROOT).contains("premature end"));
    boolean webp = reader.getFormatName().equalsIgnoreCase("webp");
    reader.setInput(webp ? EndOfFile.notedIn(in) : in, false, false);
    long width = reader.getWidth(0);
    long height = reader.getHeight(0);
    if (width * height > mostPixels) {
      throw new PictureException(
          String.format(
              Locale.ROOT, "has %,d x %,d pixels, more than are read here", width, height));
    }
    ImageReadParam param = reader.getDefaultReadParam();
    int step = (int) Math.max(1, Math.min(width, height) / (ROWS_FOR_ONE * size));
    param.setSourceSubsampling(step, step, step / 2, step / 2);
    BufferedImage image = reader.read(0, param);
    if (cutShort[0]) {
      throw new PictureException("is cut short");
    }
    EmbeddedColours colours =
        reader.getFormatName().equalsIgnoreCase("png")
            ? EmbeddedColours.of(reader.getImageMetadata(0))
            : EmbeddedColours.NONE;
    return Colours.toSrgb(image, colours);
  }

  private int[] scaled(BufferedImage image) throws IOException {
    int side = Math.min(image.getWidth(), image.getHeight());
    BufferedImage middle =
        image.getSubimage(
            (image.getWidth() - side) / 2, (image.getHeight() - side) / 2, side, side);
    BufferedImage scaled =
        side == size
            ? middle
            : Thumbnails.of(middle)
                .forceSize(size, size)
                .imageType(BufferedImage.TYPE_INT_RGB)
                .asBufferedImage();
    return scaled.getRGB(0, 0, size, size, null, 0, size);
  }

  private static byte[] planes(int[] colours) {
    byte[] planes = new byte[3 * colours.length];
    for (int i = 0; i < colours.length; i++) {
      for (int plane = 0; plane < 3; plane++) {
        planes[plane * colours.length + i] = (byte) (colours[i] >> (16 - 8 * plane));
      }
    }
    return planes;
  }
}
