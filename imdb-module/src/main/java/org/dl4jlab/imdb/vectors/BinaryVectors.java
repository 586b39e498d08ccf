package org.dl4jlab.imdb.vectors;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.dl4jlab.UserException;

/**
 * word2vec's binary format behind its header: a word, a space, and the vector as little-endian
 * floats. The original tool ends each vector with a newline, gensim and the Google News file do
 * not.
 */
final class BinaryVectors implements VectorReader {

  private static final int LONGEST_WORD = 1 << 12;

  private final VectorInput in;
  private final VectorHeader header;
  private final ByteBuffer buffer;
  private final float[] vector;

  BinaryVectors(VectorInput in, VectorHeader header) {
    this.in = in;
    this.header = header;
    this.buffer = ByteBuffer.wrap(in.bytes).order(ByteOrder.LITTLE_ENDIAN);
    this.vector = new float[header.size()];
  }

  @Override
  public String format() {
    return "word2vec binary";
  }

  @Override
  public int size() {
    return header.size();
  }

  @Override
  public long read(int limit, VectorSink sink) throws IOException {
    long words = Math.min(limit, header.words());
    for (long i = 1; i <= words; i++) {
      passNewlines();
      String word = word(i);
      int length = Float.BYTES * size();
      if (!in.has(length)) {
        throw cutShort(i, word);
      }
      if (sink.wants(word)) {
        sink.add(word, vector(word));
      }
      in.position += length;
    }
    if (words == header.words()) {
      passNewlines();
      if (in.has(1)) {
        throw new UserException(
            "%s does not match its header: after the %,d words of %,d numbers, at byte %,d, more follows"
                .formatted(in.file(), words, size(), in.offset()));
      }
    }
    return words;
  }

  private void passNewlines() throws IOException {
    while (in.has(1) && (in.bytes[in.position] == '\n' || in.bytes[in.position] == '\r')) {
      in.position++;
    }
  }

  private String word(long i) throws IOException {
    int length = 0;
    while (in.has(length + 1) && in.bytes[in.position + length] != ' ') {
      if (++length > LONGEST_WORD) {
        throw new UserException(
            "%s is damaged, or does not match its header: word %,d at byte %,d has no end"
                .formatted(in.file(), i, in.offset()));
      }
    }
    String word = new String(in.bytes, in.position, length, StandardCharsets.UTF_8);
    if (!in.has(length + 1)) {
      throw cutShort(i, word);
    }
    in.position += length + 1;
    return word;
  }

  private float[] vector(String word) {
    buffer.position(in.position);
    buffer.asFloatBuffer().get(vector);
    for (float value : vector) {
      if (!Float.isFinite(value)) {
        throw new UserException(
            "%s has the value %s in the vector of '%s' at byte %,d"
                .formatted(in.file(), value, word, in.offset()));
      }
    }
    return vector;
  }

  private UserException cutShort(long i, String word) {
    return new UserException(
        "%s is cut short: it ends at byte %,d, in word %,d%s of %,d"
            .formatted(
                in.file(), in.end(), i, word.isEmpty() ? "" : " ('" + word + "')", header.words()));
  }
}
