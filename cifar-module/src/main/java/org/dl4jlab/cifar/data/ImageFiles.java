package org.dl4jlab.cifar.data;

import java.nio.file.Files;
import java.nio.file.Path;
import org.dl4jlab.UserException;
import org.dl4jlab.cifar.pictures.PictureDecoder;
import org.dl4jlab.cifar.pictures.PictureException;
import org.dl4jlab.cifar.pictures.PictureSource;

/** A person's single pictures, in any format that Java or a plug-in reads. */
public final class ImageFiles {

  private ImageFiles() {}

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
