package org.dl4jlab.imdb.vectors;

import ch.randelshofer.fastdoubleparser.JavaFloatParser;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.dl4jlab.UserException;

/**
 * GloVe's text format, and word2vec's and Deeplearning4j's behind their headers: a line for each
 * word, the word and its numbers, with spaces between. A space or a carriage return at a line's end
 * is no harm, nor is a missing last newline. Some words of GloVe's largest file hold spaces
 * themselves.
 */
final class TextVectors implements VectorReader {

  private static final VarHandle EIGHT_BYTES =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private static final long EACH = 0x0101010101010101L;
  private static final long LOW_BITS = 0x7F * EACH;
  private static final long NEWLINES = '\n' * EACH;
  private static final long SPACES = ' ' * EACH;

  private final VectorInput in;
  private final VectorHeader header;
  private final int size;
  private final float[] vector;

  private long line;
  private int end; // of the line that begins at the input's position
  private int spaces; // within it
  private boolean whole; // it has its newline

  /**
   * @param header null for GloVe's format, which has none
   */
  TextVectors(VectorInput in, VectorHeader header, int size) {
    this.in = in;
    this.header = header;
    this.size = size;
    this.vector = new float[size];
    this.line = header == null ? 0 : 1;
  }

  @Override
  public String format() {
    return header == null ? "GloVe text" : header.ofDl4j() ? "DL4J text" : "word2vec text";
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public long read(int limit, VectorSink sink) throws IOException {
    long expected = header == null ? Long.MAX_VALUE : header.words();
    long target = Math.min(limit, expected);
    long words = 0;
    while (words < target && nextLine()) {
      visit(sink);
      words++;
      passLine();
    }
    if (header != null && words < target) {
      throw new UserException(
          "%s is cut short: its header says %,d words, but it ends at byte %,d, after %,d"
              .formatted(in.file(), expected, in.offset(), words));
    }
    if (header != null && words == expected && nextLine()) {
      throw new UserException(
          "%s does not match its header: it says %,d words, but line %,d is one more"
              .formatted(in.file(), expected, line));
    }
    return words;
  }

  /** Finds the next line that is not blank, counting its spaces on the way. */
  private boolean nextLine() throws IOException {
    while (findNewline()) {
      line++;
      if (end > in.position) {
        return true;
      }
      passLine();
    }
    return false;
  }

  private boolean findNewline() throws IOException {
    int length = 0;
    spaces = 0;
    do {
      length = scan(length);
    } while (!whole && in.fill());
    if (!whole && in.full()) {
      throw new UserException(
          "%s is no file of word vectors: line %,d at byte %,d has no end"
              .formatted(in.file(), line + 1, in.offset()));
    }
    end = in.position + length;
    trim();
    return whole || length > 0;
  }

  /**
   * Looks for the newline in what the window holds, eight bytes at once, counting spaces: most of
   * the time that a file takes is spent here.
   *
   * @param from how much of the line has been looked at
   * @return how much of it has been now
   */
  private int scan(int from) {
    byte[] bytes = in.bytes;
    int limit = in.limit;
    int at = in.position + from;
    int found = 0;
    for (; at <= limit - Long.BYTES; at += Long.BYTES) {
      long eight = (long) EIGHT_BYTES.get(bytes, at);
      if (zeroBytes(eight ^ NEWLINES) != 0) {
        break;
      }
      found += Long.bitCount(zeroBytes(eight ^ SPACES));
    }
    while (at < limit && bytes[at] != '\n') {
      found += bytes[at] == ' ' ? 1 : 0;
      at++;
    }
    spaces += found;
    whole = at < limit;
    return at - in.position;
  }

  /**
   * The highest bit of every byte that is zero (H. S. Warren, "Hacker's Delight", section 6-1, in
   * the form without borrows between the bytes).
   */
  private static long zeroBytes(long eight) {
    return ~(((eight & LOW_BITS) + LOW_BITS) | eight | LOW_BITS);
  }

  private void trim() {
    while (end > in.position && (in.bytes[end - 1] == ' ' || in.bytes[end - 1] == '\r')) {
      if (in.bytes[--end] == ' ') {
        spaces--;
      }
    }
  }

  private void passLine() {
    in.position = end;
    while (in.position < in.limit && in.bytes[in.position] != '\n') {
      in.position++;
    }
    in.position = Math.min(in.position + 1, in.limit);
  }

  private void visit(VectorSink sink) {
    int wordEnd = spaces == size ? indexOfSpace(in.position) : endOfOddWord();
    String word = word(in.position, wordEnd);
    // Where the file ends within a line, also the last number may be half a number.
    if (sink.wants(word)) {
      sink.add(word, parse(wordEnd, word));
    } else if (!whole) {
      parse(wordEnd, word);
    }
  }

  private float[] parse(int wordEnd, String word) {
    int numberEnd = wordEnd;
    for (int i = 0; i < size; i++) {
      int start = passSpaces(numberEnd);
      numberEnd = indexOfSpace(start);
      vector[i] = number(start, numberEnd, word);
    }
    return vector;
  }

  private float number(int from, int to, String word) {
    float value;
    try {
      value = JavaFloatParser.parseFloat(in.bytes, from, to - from);
    } catch (NumberFormatException e) {
      throw new UserException(
          "%s has '%s' where a number should be, in line %,d ('%s')"
              .formatted(in.file(), text(from, to), line, word),
          e);
    }
    if (!Float.isFinite(value)) {
      throw new UserException(
          "%s has the value %s in line %,d ('%s')"
              .formatted(in.file(), text(from, to), line, word));
    }
    return value;
  }

  /**
   * Where the word ends in a line with more or fewer spaces than numbers: there are several in a
   * row, or in the word.
   */
  private int endOfOddWord() {
    String[] fields = text(in.position, end).split(" +");
    int inWord = fields.length - size;
    if (inWord < 1) {
      throw fewerNumbers(fields);
    }
    List<String> more = Arrays.asList(fields).subList(1, inWord);
    if (more.stream().anyMatch(TextVectors::isNumber)) {
      throw differs(fields[0], fields.length - 1);
    }
    int wordEnd = indexOfSpace(in.position);
    for (int i = 1; i < inWord; i++) {
      wordEnd = indexOfSpace(passSpaces(wordEnd));
    }
    return wordEnd;
  }

  private UserException fewerNumbers(String[] fields) {
    if (whole) {
      return differs(fields[0], fields.length - 1);
    }
    return new UserException(
        "%s is cut short: it ends at byte %,d, in line %,d ('%s'), which has %,d numbers instead of %,d"
            .formatted(in.file(), in.end(), line, fields[0], fields.length - 1, size));
  }

  private UserException differs(String word, int numbers) {
    return new UserException(
        "%s is damaged: line %,d ('%s') has %,d numbers, %s %,d"
            .formatted(
                in.file(),
                line,
                word,
                numbers,
                header == null ? "the lines before have" : "the header says",
                size));
  }

  static boolean isNumber(String text) {
    try {
      JavaFloatParser.parseFloat(text);
      return true;
    } catch (NumberFormatException e) {
      return false;
    }
  }

  private int passSpaces(int from) {
    int at = from;
    while (at < end && in.bytes[at] == ' ') {
      at++;
    }
    return at;
  }

  private int indexOfSpace(int from) {
    int at = from;
    while (at < end && in.bytes[at] != ' ') {
      at++;
    }
    return at;
  }

  private String word(int from, int to) {
    String word = text(from, to);
    return header != null && header.ofDl4j() ? Dl4jWords.decoded(word) : word;
  }

  private String text(int from, int to) {
    return new String(in.bytes, from, to - from, StandardCharsets.UTF_8);
  }
}
