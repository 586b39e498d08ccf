package org.dl4jlab.interchange.keras;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.dl4jlab.UserException;

/** The parts of a zip that nobody vouches for: known names only, bounded sizes, checked sums. */
final class ZipParts implements AutoCloseable {

  private static final int MOST_ENTRIES = 1000;
  private static final long LONGEST_TEXT = 64L << 20;

  private static final long LONGEST_ARRAY = Integer.MAX_VALUE - 8;

  /** Weights are hardly compressible; a file that grows more than this is no model. */
  private static final long MOST_GROWTH = 20;

  private final Path file;
  private final ZipFile zip;

  /**
   * @throws UserException when it is no whole zip, or holds names that no model has
   */
  ZipParts(Path file) throws IOException {
    this.file = file;
    try {
      zip = new ZipFile(file.toFile());
    } catch (ZipException | IllegalArgumentException e) {
      throw new UserException(
          "%s is no whole .keras file, which is a zip archive; fetch it again".formatted(file), e);
    }
    try {
      checkNames();
    } catch (RuntimeException e) {
      zip.close();
      throw e;
    }
  }

  private void checkNames() {
    if (zip.size() > MOST_ENTRIES) {
      throw new UserException("%s holds %d files; a model has three".formatted(file, zip.size()));
    }
    Set<String> names = new HashSet<>();
    zip.stream()
        .forEach(
            entry -> {
              String name = entry.getName();
              if (name.startsWith("/") || name.contains("..") || name.contains("\\")) {
                throw new UserException(
                    "%s holds a file whose name leads out of the archive; it was not read"
                        .formatted(file));
              }
              if (!names.add(name)) {
                throw new UserException("%s holds %s twice".formatted(file, name));
              }
            });
  }

  /** UTF-8 text. */
  String text(String name) throws IOException {
    ZipEntry entry = entry(name);
    if (entry.getSize() > LONGEST_TEXT) {
      throw new UserException("%s in %s is too large".formatted(name, file));
    }
    return new String(read(entry), StandardCharsets.UTF_8);
  }

  byte[] bytes(String name) throws IOException {
    ZipEntry entry = entry(name);
    if (entry.getSize() > MOST_GROWTH * Files.size(file) || entry.getSize() > LONGEST_ARRAY) {
      throw new UserException("%s in %s is too large".formatted(name, file));
    }
    return read(entry);
  }

  private ZipEntry entry(String name) {
    ZipEntry entry = zip.getEntry(name);
    if (entry == null) {
      throw new UserException("%s is no .keras file: it lacks %s".formatted(file, name));
    }
    return entry;
  }

  private byte[] read(ZipEntry entry) throws IOException {
    byte[] bytes = new byte[(int) entry.getSize()];
    CRC32 sum = new CRC32();
    try (InputStream in = new CheckedInputStream(zip.getInputStream(entry), sum)) {
      if (in.readNBytes(bytes, 0, bytes.length) < bytes.length || in.read() >= 0) {
        throw damaged(entry, null);
      }
    } catch (ZipException | EOFException e) {
      throw damaged(entry, e);
    }
    if (sum.getValue() != entry.getCrc()) {
      throw damaged(entry, null);
    }
    return bytes;
  }

  private UserException damaged(ZipEntry entry, Exception cause) {
    return new UserException(
        "%s in %s is damaged; fetch the file again".formatted(entry.getName(), file), cause);
  }

  @Override
  public void close() throws IOException {
    zip.close();
  }
}
