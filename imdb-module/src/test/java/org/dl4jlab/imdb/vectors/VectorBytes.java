package org.dl4jlab.imdb.vectors;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;

/** Files of word vectors, byte by byte. */
final class VectorBytes {

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  static VectorBytes of(String text) {
    return new VectorBytes().text(text);
  }

  VectorBytes text(String text) {
    bytes.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    return this;
  }

  /** Least significant byte first. */
  VectorBytes floats(float... values) {
    for (float value : values) {
      int bits = Float.floatToIntBits(value);
      for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
        bytes.write(bits >>> shift);
      }
    }
    return this;
  }

  byte[] bytes() {
    return bytes.toByteArray();
  }

  static byte[] gzipped(byte[] content) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return packed.toByteArray();
  }
}
