package org.dl4jlab.interchange.keras;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
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

  /** Weights are hardly compressible; a file that grows more than this is no model. */
  private static final long MOST_GROWTH = 100;

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
    java.io.ByteArrayOutputStream out = new java.io.ByteArrayOutputStream();
    copy(entry, out);
    return out.toString(StandardCharsets.UTF_8);
  }

  void copy(String name, Path to) throws IOException {
    ZipEntry entry = entry(name);
    if (entry.getSize() > MOST_GROWTH * Files.size(file)) {
      throw new UserException("%s in %s is too large for its archive".formatted(name, file));
    }
    try (OutputStream out = Files.newOutputStream(to)) {
      copy(entry, out);
    }
  }

  private ZipEntry entry(String name) {
    ZipEntry entry = zip.getEntry(name);
    if (entry == null) {
      throw new UserException("%s is no .keras file: it lacks %s".formatted(file, name));
    }
    return entry;
  }

  private void copy(ZipEntry entry, OutputStream out) throws IOException {
    CRC32 sum = new CRC32();
    byte[] buffer = new byte[1 << 16];
    long size = 0;
    try (InputStream in = new CheckedInputStream(zip.getInputStream(entry), sum)) {
      for (int n = in.read(buffer); n >= 0 && size <= entry.getSize(); n = in.read(buffer)) {
        out.write(buffer, 0, n);
        size += n;
      }
    } catch (ZipException | java.io.EOFException e) {
      throw damaged(entry, e);
    }
    if (size != entry.getSize() || sum.getValue() != entry.getCrc()) {
      throw damaged(entry, null);
    }
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
