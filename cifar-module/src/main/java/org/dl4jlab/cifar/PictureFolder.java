package org.dl4jlab.cifar;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.dl4jlab.UserException;

/** The folder that a person names for pictures. */
record PictureFolder(Path path) {

  /**
   * Makes the folder where it is not there.
   *
   * @throws UserException when it cannot be made
   */
  static PictureFolder at(Path path) {
    try {
      return new PictureFolder(Files.createDirectories(path));
    } catch (IOException e) {
      throw new UserException(
          "The folder %s cannot be made; name another --out".formatted(path), e);
    }
  }

  Path file(String name) {
    return path.resolve(name);
  }
}
