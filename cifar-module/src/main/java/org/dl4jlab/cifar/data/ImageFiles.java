package org.dl4jlab.cifar.data;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import javax.imageio.ImageIO;
import net.coobird.thumbnailator.Thumbnails;
import net.coobird.thumbnailator.geometry.Positions;
import net.coobird.thumbnailator.tasks.UnsupportedFormatException;
import org.dl4jlab.UserException;

/** A person's own pictures, in any format that Java reads. */
public final class ImageFiles {

  private static final Set<String> SUFFIXES =
      Arrays.stream(ImageIO.getReaderFileSuffixes())
          .map(suffix -> suffix.toLowerCase(Locale.ROOT))
          .collect(Collectors.toUnmodifiableSet());

  private ImageFiles() {}

  /** Whether the file's name ends like that of a picture. */
  public static boolean isNamedAsImage(Path file) {
    String name = file.getFileName().toString();
    int dot = name.lastIndexOf('.');
    return dot > 0 && SUFFIXES.contains(name.substring(dot + 1).toLowerCase(Locale.ROOT));
  }

  /**
   * The picture's middle square, turned upright as its camera noted, at another size.
   *
   * @return {@code [3, size, size]}: the red, the green and the blue plane, transparent parts white
   * @throws UserException when the file is no picture
   */
  public static byte[] read(Path file, int size) {
    if (!Files.isRegularFile(file)) {
      throw new UserException("There is no file " + file);
    }
    try {
      return planes(
          Thumbnails.of(file.toFile())
              .crop(Positions.CENTER)
              .size(size, size)
              .imageType(BufferedImage.TYPE_INT_ARGB)
              .asBufferedImage());
    } catch (UnsupportedFormatException e) {
      throw new UserException("%s is not a picture that Java can read".formatted(file), e);
    } catch (IOException | IllegalArgumentException | IndexOutOfBoundsException e) {
      throw new UserException("%s cannot be read: %s".formatted(file, e.getMessage()), e);
    }
  }

  private static byte[] planes(BufferedImage image) {
    int size = image.getWidth() * image.getHeight();
    int[] colours =
        image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
    byte[] planes = new byte[3 * size];
    for (int i = 0; i < size; i++) {
      int alpha = colours[i] >>> 24;
      for (int plane = 0; plane < 3; plane++) {
        int colour = (colours[i] >> (16 - 8 * plane)) & 0xFF;
        planes[plane * size + i] = (byte) ((colour * alpha + 255 * (255 - alpha)) / 255);
      }
    }
    return planes;
  }
}
