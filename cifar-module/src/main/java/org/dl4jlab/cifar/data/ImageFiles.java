package org.dl4jlab.cifar.data;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.dl4jlab.UserException;
import org.dl4jlab.cifar.pictures.PictureDecoder;
import org.dl4jlab.cifar.pictures.PictureException;
import org.dl4jlab.cifar.pictures.PictureSource;
import org.dl4jlab.data.ImageDataset;

/** A person's single pictures, in any format that Java or a plug-in reads. */
public final class ImageFiles {

  private ImageFiles() {}

  /**
   * Pictures whose classes nobody knows: the labels are all 0, and nothing may be measured on them.
   *
   * @param planes of each, {@code [3, 32, 32]}
   */
  public static ImageDataset unlabelled(List<byte[]> planes, List<String> classNames) {
    byte[] pixels = new byte[planes.size() * CifarFormat.IMAGE_BYTES];
    for (int i = 0; i < planes.size(); i++) {
      System.arraycopy(
          planes.get(i), 0, pixels, i * CifarFormat.IMAGE_BYTES, CifarFormat.IMAGE_BYTES);
    }
    return new ImageDataset(
        CifarFormat.SIZE,
        CifarFormat.SIZE,
        CifarFormat.CHANNELS,
        pixels,
        new byte[planes.size()],
        classNames);
  }

  /**
   * The picture's middle square, turned upright as its camera noted, at another size.
   *
   * @return {@code [3, size, size]}: the red, the green and the blue plane, transparent parts white
   * @throws UserException when the file is no picture, or damaged
   */
  public static byte[] read(Path file, int size) {
    if (!Files.isRegularFile(file)) {
      throw new UserException("There is no file " + file);
    }
    try {
      return new PictureDecoder(size).decode(PictureSource.of(file));
    } catch (PictureException e) {
      throw new UserException("%s %s".formatted(file, e.getMessage()), e);
    }
  }
}
