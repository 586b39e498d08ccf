package org.dl4jlab.cifar.own;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.CheckedOutputStream;
import org.apache.commons.codec.digest.DigestUtils;
import org.dl4jlab.run.AtomicFile;
import org.dl4jlab.source.Cache;

/**
 * A file in the cache that may vanish or be damaged at any time: what is read from it is right, or
 * nothing is.
 *
 * @param of what it was made from; files of other origins have other names
 */
record KeptFile(Cache cache, String of, String suffix) {

  private static final String FOLDER = "pictures";
  private static final String FORMAT = "dl4jlab pictures 1";
  private static final int NAME_DIGITS = 24;

  interface Reading<T> {
    T from(DataInputStream in) throws IOException;
  }

  interface Writing {
    void to(DataOutputStream out) throws IOException;
  }

  private Path path() {
    return cache
        .resolve(FOLDER)
        .resolve(DigestUtils.sha256Hex(of).substring(0, NAME_DIGITS) + suffix);
  }

  <T> Optional<T> read(Reading<T> reading) {
    Path path = path();
    if (!Files.isRegularFile(path)) {
      return Optional.empty();
    }
    CRC32 sum = new CRC32();
    try (DataInputStream in =
        new DataInputStream(
            new CheckedInputStream(
                new BufferedInputStream(Files.newInputStream(path), 1 << 16), sum))) {
      if (!in.readUTF().equals(FORMAT) || !in.readUTF().equals(of)) {
        return Optional.empty();
      }
      T content = reading.from(in);
      long right = sum.getValue();
      return in.readLong() == right ? Optional.ofNullable(content) : Optional.empty();
    } catch (IOException | IllegalArgumentException | NegativeArraySizeException damaged) {
      return Optional.empty();
    }
  }

  /** Whether that could be done; who cannot write the cache has to do without it. */
  boolean write(Writing writing) {
    Path path = path();
    try {
      Files.createDirectories(path.getParent());
      AtomicFile.write(path, out -> write(out, writing));
      return true;
    } catch (IOException notWritable) {
      return false;
    }
  }

  private void write(OutputStream file, Writing writing) throws IOException {
    CRC32 sum = new CRC32();
    DataOutputStream out =
        new DataOutputStream(new BufferedOutputStream(new CheckedOutputStream(file, sum), 1 << 16));
    out.writeUTF(FORMAT);
    out.writeUTF(of);
    writing.to(out);
    out.flush();
    out.writeLong(sum.getValue());
    out.flush();
  }
}
