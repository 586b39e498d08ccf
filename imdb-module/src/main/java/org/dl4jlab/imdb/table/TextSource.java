package org.dl4jlab.imdb.table;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.dl4jlab.UserException;
import org.dl4jlab.imdb.text.TextEncoding;

/**
 * A file of text, gzipped or not, that can be read from its beginning more than once.
 *
 * @param file the file
 * @param encoding its text's
 */
record TextSource(Path file, TextEncoding encoding) {

  private static final int BUFFER_BYTES = 1 << 16;
  private static final int GZIP_MAGIC = 0x1F8B;

  /** Looks through the file for its encoding. */
  static TextSource of(Path file) throws IOException {
    try (InputStream in = open(file)) {
      return new TextSource(file, TextEncoding.of(file.toString(), in));
    } catch (EOFException | ZipException e) {
      throw cutShort(file, e);
    }
  }

  Reader reader() throws IOException {
    return encoding.reader(open(file));
  }

  /** The file's bytes, unpacked. */
  static InputStream open(Path file) throws IOException {
    InputStream raw = new BufferedInputStream(Files.newInputStream(file), BUFFER_BYTES);
    try {
      raw.mark(2);
      boolean gzipped = (raw.read() << Byte.SIZE | raw.read()) == GZIP_MAGIC;
      raw.reset();
      return gzipped ? new BufferedInputStream(new GZIPInputStream(raw, BUFFER_BYTES)) : raw;
    } catch (EOFException | ZipException e) {
      raw.close();
      throw cutShort(file, e);
    }
  }

  static UserException cutShort(Path file, IOException cause) {
    return new UserException(
        "%s is damaged or cut short: it cannot be unpacked to its end".formatted(file), cause);
  }
}
