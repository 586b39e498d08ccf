package org.dl4jlab.source;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.dl4jlab.UserException;

/** Reads {@code .tar.gz} archives entry by entry. Nothing is written to disk. */
public final class TarGz {

  /** Is handed every regular file of an archive. */
  @FunctionalInterface
  public interface Visitor {
    /**
     * @param name the entry's path, without {@code ..} and not absolute
     * @param size its length in bytes
     * @param content ends at the entry's end
     */
    void file(String name, long size, InputStream content) throws IOException;
  }

  private static final int BUFFER_BYTES = 1 << 16;

  private TarGz() {}

  /**
   * Visits the archive's regular files in their order; links and devices are passed over.
   *
   * @throws UserException when the file is not such an archive, is cut short, or holds a name that
   *     leads out of it
   */
  public static void visit(Path archive, Visitor visitor) throws IOException {
    read(
        archive,
        (tar, gunzipped) -> {
          for (TarArchiveEntry entry; (entry = nextFile(archive, tar)) != null; ) {
            visitor.file(entry.getName(), entry.getSize(), tar);
          }
          // Reads gzip's own checksum at the end, so that an archive cut short there is noticed
          // too.
          gunzipped.transferTo(java.io.OutputStream.nullOutputStream());
        });
  }

  /**
   * The names of the archive's first regular files, without reading to its end.
   *
   * @throws UserException as {@link #visit} does
   */
  public static List<String> firstNames(Path archive, int count) throws IOException {
    List<String> names = new ArrayList<>();
    read(
        archive,
        (tar, gunzipped) -> {
          TarArchiveEntry entry = nextFile(archive, tar);
          while (entry != null) {
            names.add(entry.getName());
            entry = names.size() < count ? nextFile(archive, tar) : null;
          }
        });
    return names;
  }

  private static TarArchiveEntry nextFile(Path archive, TarArchiveInputStream tar)
      throws IOException {
    for (TarArchiveEntry entry; (entry = tar.getNextEntry()) != null; ) {
      check(archive, entry.getName());
      if (entry.isFile() && !entry.isSymbolicLink() && !entry.isLink()) {
        return entry;
      }
    }
    return null;
  }

  private interface Reading {
    void of(TarArchiveInputStream tar, InputStream gunzipped) throws IOException;
  }

  private static void read(Path archive, Reading reading) throws IOException {
    try (InputStream file = new BufferedInputStream(Files.newInputStream(archive), BUFFER_BYTES);
        InputStream gunzipped = new GZIPInputStream(file, BUFFER_BYTES);
        TarArchiveInputStream tar = new TarArchiveInputStream(gunzipped)) {
      reading.of(tar, gunzipped);
    } catch (EOFException e) {
      throw new UserException("The archive %s is cut short".formatted(archive), e);
    } catch (ZipException e) {
      throw new UserException(
          "%s is not a whole .tar.gz archive: %s".formatted(archive, e.getMessage()), e);
    } catch (IOException e) {
      if (e.getMessage() != null && e.getMessage().contains("Truncated")) {
        throw new UserException("The archive %s is cut short".formatted(archive), e);
      }
      if (e.getMessage() != null && e.getMessage().contains("Corrupted")) {
        throw new UserException("%s is not a whole .tar.gz archive".formatted(archive), e);
      }
      throw e;
    }
  }

  private static void check(Path archive, String name) {
    boolean upwards = false;
    for (String part : name.split("[/\\\\]")) {
      upwards |= part.equals("..");
    }
    if (upwards || name.startsWith("/") || name.startsWith("\\") || name.matches("[A-Za-z]:.*")) {
      throw new UserException(
          "The archive %s holds the name '%s', which leads out of it; it was not read"
              .formatted(archive, name));
    }
  }
}
