package org.dl4jlab.interchange.keras;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.dl4jlab.UserException;
import org.dl4jlab.run.ModelArchive;

/** The parts of a zip that nobody vouches for: known names only, bounded sizes, checked sums. */
final class ZipParts implements AutoCloseable {

  private static final int MOST_ENTRIES = 1000;
  private static final long LONGEST_TEXT = 16L << 20;

  /** A description of layers that are all alike is easily packed. */
  private static final long ANY_TEXT = 2L << 20;

  /** Weights are hardly compressible; a file that grows more than this is no model. */
  private static final long MOST_GROWTH = 20;

  private final Path file;
  private final long size;
  private final ModelArchive zip;

  /**
   * @throws UserException when it is no whole zip, or holds names that no model has
   */
  ZipParts(Path file) throws IOException {
    this.file = file;
    this.size = Files.size(file);
    try {
      zip = ModelArchive.open(file);
    } catch (ModelArchive.DamagedException e) {
      throw damaged(e);
    }
    try {
      checkNames();
    } catch (RuntimeException e) {
      zip.close();
      throw e;
    }
  }

  private void checkNames() {
    if (zip.names().size() > MOST_ENTRIES) {
      throw new UserException(
          "%s holds %d files; a model has three".formatted(file, zip.names().size()));
    }
    for (String name : zip.names()) {
      if (name.startsWith("/") || name.contains("..") || name.contains("\\")) {
        throw new UserException(
            "%s holds a file whose name leads out of the archive; it was not read".formatted(file));
      }
    }
  }

  /** UTF-8 text. */
  String text(String name) throws IOException {
    long most = Math.min(LONGEST_TEXT, ANY_TEXT + MOST_GROWTH * size);
    return new String(read(name, most), StandardCharsets.UTF_8);
  }

  byte[] bytes(String name) throws IOException {
    return read(name, MOST_GROWTH * size);
  }

  private byte[] read(String name, long most) throws IOException {
    if (!zip.names().contains(name)) {
      throw new UserException("%s is no .keras file: it lacks %s".formatted(file, name));
    }
    try {
      return zip.read(name, most);
    } catch (ModelArchive.DamagedException e) {
      throw damaged(e);
    }
  }

  private UserException damaged(ModelArchive.DamagedException cause) {
    return new UserException(
        "%s is no whole .keras file, which is a zip archive: %s; fetch it again"
            .formatted(file, cause.getMessage()),
        cause);
  }

  @Override
  public void close() throws IOException {
    zip.close();
  }
}
