package org.dl4jlab.imdb.vectors;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.dl4jlab.UserException;

/**
 * A window that moves over the bytes of a file, unpacked if it is gzipped or zipped. What has been
 * read and not yet been passed lies in {@code bytes[position]} to {@code bytes[limit - 1]}, so that
 * a line or a vector is parsed where it lies.
 */
final class VectorInput implements Closeable {

  /** The longest line or vector that can be read. */
  static final int WINDOW = 1 << 20;

  private static final int GZIP_BUFFER = 1 << 16;
  private static final int MAGIC_BYTES = 4;
  private static final byte[] GZIP_MAGIC = {0x1F, (byte) 0x8B};
  private static final byte[] ZIP_MAGIC = {'P', 'K', 3, 4};
  private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};
  private static final String ZIP = ".zip";

  final byte[] bytes = new byte[WINDOW];
  int position;
  int limit;

  private final Path file;
  private final InputStream in;
  private final String packing;
  private boolean tabbed;
  private long before; // bytes of the file that lie before the window

  private VectorInput(Path file, InputStream in, String packing) {
    this.file = file;
    this.in = in;
    this.packing = packing;
  }

  /**
   * @param file may be a zip archive, followed by ! and the name of a file in it
   */
  static VectorInput open(Path file) throws IOException {
    int member = file.toString().indexOf(ZIP + VectorArchive.MEMBER);
    if (member > 0 && !Files.exists(file)) {
      String name = file.toString();
      int end = member + ZIP.length();
      return zipped(file, requireFile(Path.of(name.substring(0, end))), name.substring(end + 1));
    }
    requireFile(file);
    // Opened once only, so that a pipe can be read too.
    PushbackInputStream raw = new PushbackInputStream(Files.newInputStream(file), MAGIC_BYTES);
    try {
      byte[] start = raw.readNBytes(MAGIC_BYTES);
      raw.unread(start);
      if (startsWith(start, GZIP_MAGIC)) {
        return new VectorInput(file, new GZIPInputStream(raw, GZIP_BUFFER), ", gzipped");
      }
      if (startsWith(start, ZIP_MAGIC)) {
        raw.close();
        return zipped(file, file, null);
      }
      return new VectorInput(file, raw, "");
    } catch (EOFException | ZipException e) {
      raw.close();
      throw new UserException("%s is no whole gzip file".formatted(file), e);
    }
  }

  private static VectorInput zipped(Path file, Path archive, String member) throws IOException {
    return new VectorInput(file, VectorArchive.open(archive, member), ", zipped");
  }

  private static Path requireFile(Path file) {
    if (!Files.exists(file)) {
      throw new UserException("There is no %s".formatted(file));
    }
    if (Files.isDirectory(file)) {
      throw new UserException("%s is a folder, not a file of word vectors".formatted(file));
    }
    return file;
  }

  private static boolean startsWith(byte[] bytes, byte[] magic) {
    return bytes.length >= magic.length
        && Arrays.equals(bytes, 0, magic.length, magic, 0, magic.length);
  }

  Path file() {
    return file;
  }

  /** How the file is packed, to be said behind its format; empty where it is not. */
  String packing() {
    return packing;
  }

  /** Passes the mark that some programs begin UTF-8 with; the window must be filled. */
  void passByteOrderMark() {
    int end = Math.min(limit, position + BYTE_ORDER_MARK.length);
    if (startsWith(Arrays.copyOfRange(bytes, position, end), BYTE_ORDER_MARK)) {
      position += BYTE_ORDER_MARK.length;
    }
  }

  /** From here on tabs are read as spaces. */
  void readTabsAsSpaces() {
    tabbed = true;
    spaceOut(position);
  }

  private void spaceOut(int from) {
    for (int i = from; i < limit; i++) {
      if (bytes[i] == '\t') {
        bytes[i] = ' ';
      }
    }
  }

  /** Where the next byte stands in the file, once unpacked. */
  long offset() {
    return before + position;
  }

  /** Where what has been read so far ends. */
  long end() {
    return before + limit;
  }

  /** Whether the window holds so many bytes, after reading on if need be. */
  boolean has(int count) throws IOException {
    while (limit - position < count) {
      if (!fill()) {
        return false;
      }
    }
    return true;
  }

  /**
   * Reads on, keeping what has not been passed.
   *
   * @return false at the end of the file, or where the window is full
   */
  boolean fill() throws IOException {
    if (position > 0) {
      System.arraycopy(bytes, position, bytes, 0, limit - position);
      before += position;
      limit -= position;
      position = 0;
    }
    if (full()) {
      return false;
    }
    try {
      int read = in.read(bytes, limit, WINDOW - limit);
      limit += Math.max(read, 0);
      if (tabbed) {
        spaceOut(limit - Math.max(read, 0));
      }
      return read > 0;
    } catch (EOFException e) {
      throw new UserException(
          "%s is cut short: what it packs ends at byte %,d".formatted(file, end()), e);
    } catch (ZipException e) {
      throw new UserException(
          "%s is damaged: what it packs cannot be read after byte %,d (%s)"
              .formatted(file, end(), e.getMessage()),
          e);
    }
  }

  /** Whether the window can take no more before something is passed. */
  boolean full() {
    return position == 0 && limit == WINDOW;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
