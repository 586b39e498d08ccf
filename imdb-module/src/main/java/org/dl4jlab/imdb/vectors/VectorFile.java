package org.dl4jlab.imdb.vectors;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.dl4jlab.UserException;

/**
 * Reads word vectors from the files in which they are handed around: GloVe's text (<a
 * href="https://nlp.stanford.edu/projects/glove/">nlp.stanford.edu/projects/glove</a>), word2vec's
 * text and word2vec's binary format (<a
 * href="https://code.google.com/archive/p/word2vec/">code.google.com/archive/p/word2vec</a>), each
 * plain or gzipped or zipped; fastText's {@code .vec} and Deeplearning4j's own. Content decides,
 * not the file's name. The file passes through a window of a megabyte; only the vectors that are
 * wanted take memory.
 */
public final class VectorFile {

  /**
   * What was read of a file.
   *
   * @param format as people call it
   * @param size numbers of a vector
   * @param words that were read, wanted or not
   * @param bytes that these words take, unpacked
   * @param seconds that it took
   */
  public record Facts(String format, int size, long words, long bytes, double seconds) {

    /** A megabyte being a million bytes. */
    public double megabytesPerSecond() {
      return bytes / 1e6 / seconds;
    }
  }

  /** Vectors and the file that they come from. */
  public record Loaded(WordVectors vectors, Facts facts) {}

  private VectorFile() {}

  /**
   * Reads the vectors of wanted words.
   *
   * @param wanted which words to keep, of those that the file offers; of a word that comes twice,
   *     the first is kept
   * @param limit how many words of the file, from the first on, are looked at
   * @param notice is told in a line what is being read
   * @throws UserException when the file is missing, damaged, cut short, of another kind, or holds
   *     none of the words
   */
  public static Loaded read(Path file, Predicate<String> wanted, int limit, Consumer<String> notice)
      throws IOException {
    long start = System.nanoTime();
    try (VectorInput in = VectorInput.open(file)) {
      VectorReader reader = readerOf(in);
      notice.accept(
          "Reading vectors: %s of %,d numbers a word from %s"
              .formatted(format(reader, in), reader.size(), file));
      VectorCollector collector = new VectorCollector(wanted, reader.size());
      long words = reader.read(checked(limit), collector);
      if (collector.isEmpty()) {
        throw new UserException(
            "None of the words in use is among the first %,d of %s".formatted(words, file));
      }
      return new Loaded(collector.vectors(), facts(reader, in, words, start));
    }
  }

  /**
   * Goes through a file's words without keeping a vector.
   *
   * @param limit how many words, from the first on
   * @param words is told each of them in its turn
   */
  public static Facts scan(Path file, int limit, Consumer<String> words) throws IOException {
    long start = System.nanoTime();
    try (VectorInput in = VectorInput.open(file)) {
      VectorReader reader = readerOf(in);
      long read = reader.read(checked(limit), new Listing(words));
      return facts(reader, in, read, start);
    }
  }

  /** Wants no vector, and tells the words on. */
  private record Listing(Consumer<String> words) implements VectorSink {

    @Override
    public boolean wants(String word) {
      words.accept(word);
      return false;
    }

    @Override
    public void add(String word, float[] vector) {
      throw new IllegalStateException("The vector of '%s' was not wanted".formatted(word));
    }
  }

  private static int checked(int limit) {
    if (limit < 1) {
      throw new IllegalArgumentException("The limit must be 1 word or more, not " + limit);
    }
    return limit;
  }

  private static Facts facts(VectorReader reader, VectorInput in, long words, long start) {
    return new Facts(
        format(reader, in), reader.size(), words, in.offset(), (System.nanoTime() - start) / 1e9);
  }

  private static String format(VectorReader reader, VectorInput in) {
    return reader.format() + in.packing();
  }

  private static VectorReader readerOf(VectorInput in) throws IOException {
    while (in.fill()) {
      // Until the window holds all that tells the formats apart.
    }
    ForeignFormat.of(in.bytes, in.limit)
        .ifPresent(
            what -> {
              throw new UserException("%s is %s".formatted(in.file(), what));
            });
    in.passByteOrderMark();
    if (in.position == in.limit) {
      throw new UserException("%s is empty".formatted(in.file()));
    }
    int lineEnd = endOfLine(in, in.position);
    String first = text(in, in.position, lineEnd);
    int next = Math.min(lineEnd + 1, in.limit);
    String second = text(in, next, endOfLine(in, next));
    Optional<VectorHeader> header = VectorHeader.of(first, second, in.file());
    if (header.isEmpty()) {
      if (first.indexOf('\t') >= 0) {
        in.readTabsAsSpaces();
      }
      return new TextVectors(in, null, sizeOf(first, in.file()));
    }
    in.position = next;
    if (!looksLikeText(in)) {
      return new BinaryVectors(in, header.get());
    }
    if (second.indexOf('\t') >= 0) {
      in.readTabsAsSpaces();
    }
    return new TextVectors(in, header.get(), header.get().size());
  }

  private static String text(VectorInput in, int from, int to) {
    return new String(in.bytes, from, to - from, StandardCharsets.UTF_8);
  }

  private static int endOfLine(VectorInput in, int from) {
    int at = from;
    while (at < in.limit && in.bytes[at] != '\n') {
      at++;
    }
    return at;
  }

  /** How many numbers follow the word in the first line of a file without header. */
  private static int sizeOf(String line, Path file) {
    String[] fields = line.strip().split("[ \t]+");
    int size = fields.length - 1;
    if (size < 1
        || size > VectorHeader.LARGEST_SIZE
        || !Stream.of(fields).skip(1).allMatch(TextVectors::isNumber)) {
      throw new UserException(
          "%s is no file of word vectors (GloVe, fastText or DL4J text, word2vec text or binary, plain, gzipped or zipped)"
              .formatted(file));
    }
    return size;
  }

  /** Whether what follows the first word is printed numbers; a binary vector hardly looks so. */
  private static boolean looksLikeText(VectorInput in) {
    int lineEnd = endOfLine(in, in.position);
    int at = in.position;
    while (at < lineEnd && in.bytes[at] != ' ' && in.bytes[at] != '\t') {
      at++;
    }
    if (at == lineEnd) {
      return false;
    }
    while (at < lineEnd && " \t+-.0123456789eE\rnaNifIty".indexOf(in.bytes[at]) >= 0) {
      at++;
    }
    return at == lineEnd;
  }
}
