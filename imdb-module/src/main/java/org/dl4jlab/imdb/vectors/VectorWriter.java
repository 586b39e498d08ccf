package org.dl4jlab.imdb.vectors;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.dl4jlab.UserException;
import org.dl4jlab.run.AtomicFile;

/**
 * Writes word vectors in word2vec's formats: binary (as gensim and the Google News file have it,
 * without newlines) into files named {@code .bin}, text into all others, gzipped if the name ends
 * in {@code .gz}. What is read back has the same bits.
 */
public final class VectorWriter {

  private static final int BUFFER_BYTES = 1 << 16;

  private VectorWriter() {}

  /** Writes a file, or leaves the old one as it is. */
  public static void write(WordVectors vectors, Path file) throws IOException {
    AtomicFile.write(file, content(vectors, file.getFileName().toString()));
  }

  /**
   * A file's content.
   *
   * @param name of the file, whose endings tell the format
   */
  public static AtomicFile.Content content(WordVectors vectors, String name) {
    boolean gzipped = name.endsWith(".gz");
    boolean binary = (gzipped ? name.substring(0, name.length() - 3) : name).endsWith(".bin");
    for (String word : vectors.words()) {
      requireOneField(word);
    }
    return target -> {
      OutputStream unpacked = gzipped ? new GZIPOutputStream(target, BUFFER_BYTES) : target;
      try (OutputStream out = new BufferedOutputStream(unpacked, BUFFER_BYTES)) {
        write(out, vectors.count() + " " + vectors.size() + "\n");
        for (int number = 1; number <= vectors.count(); number++) {
          write(out, vectors.words().get(number - 1));
          if (binary) {
            writeBinary(out, vectors.vector(number));
          } else {
            writeText(out, vectors.vector(number));
          }
        }
      }
    };
  }

  private static void requireOneField(String word) {
    if (word.isEmpty() || word.chars().anyMatch(c -> c == ' ' || c == '\n' || c == '\r')) {
      throw new UserException(
          "The word '%s' cannot be written: word2vec's formats end a word at a space"
              .formatted(word));
    }
  }

  private static void writeBinary(OutputStream out, float[] vector) throws IOException {
    ByteBuffer bytes =
        ByteBuffer.allocate(Float.BYTES * vector.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(vector);
    out.write(' ');
    out.write(bytes.array());
  }

  private static void writeText(OutputStream out, float[] vector) throws IOException {
    StringBuilder line = new StringBuilder();
    for (float value : vector) {
      line.append(' ').append(value);
    }
    write(out, line.append('\n').toString());
  }

  private static void write(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
  }
}
