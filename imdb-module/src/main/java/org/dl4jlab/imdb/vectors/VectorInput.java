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
 * A window that moves over the bytes of a file, unpacked if it is gzipped. What has been read and
 * not yet been passed lies in {@code bytes[position]} to {@code bytes[limit - 1]}, so that a line
 * or a vector is parsed where it lies.
 */
final class VectorInput implements Closeable {

  /** The longest line or vector that can be read. */
  static final int WINDOW = 1 << 20;

  private static final int GZIP_BUFFER = 1 << 16;
  private static final byte[] GZIP_MAGIC = {0x1F, (byte) 0x8B};

  final byte[] bytes = new byte[WINDOW];
  int position;
  int limit;

  private final Path file;
  private final InputStream in;
  private final boolean gzipped;
  private long before; // bytes of the file that lie before the window

  private VectorInput(Path file, InputStream in, boolean gzipped) {
    this.file = file;
    this.in = in;
    this.gzipped = gzipped;
  }

  static VectorInput open(Path file) throws IOException {
    if (!Files.exists(file)) {
      throw new UserException("There is no %s".formatted(file));
    }
    if (Files.isDirectory(file)) {
      throw new UserException("%s is a folder, not a file of word vectors".formatted(file));
    }
    // Opened once only, so that a pipe can be read too.
    PushbackInputStream raw =
        new PushbackInputStream(Files.newInputStream(file), GZIP_MAGIC.length);
    try {
      byte[] start = raw.readNBytes(GZIP_MAGIC.length);
      raw.unread(start);
      boolean gzipped = Arrays.equals(start, GZIP_MAGIC);
      return new VectorInput(file, gzipped ? new GZIPInputStream(raw, GZIP_BUFFER) : raw, gzipped);
    } catch (EOFException | ZipException e) {
      raw.close();
      throw new UserException("%s is no whole gzip file".formatted(file), e);
    }
  }

  Path file() {
    return file;
  }

  boolean gzipped() {
    return gzipped;
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
