package org.dl4jlab.imdb.vectors;

import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dl4jlab.UserException;

/**
 * The first line of word2vec's formats, and of Deeplearning4j's, where the number of documents
 * follows.
 *
 * @param words how many follow
 * @param size numbers of a vector
 * @param ofDl4j whether the words may be in Base64
 */
record VectorHeader(long words, int size, boolean ofDl4j) {

  /** More numbers than any known vectors have; a longer vector would not fit the window. */
  static final int LARGEST_SIZE = 10_000;

  private static final Pattern LINE = Pattern.compile("(\\d+)[ \t]+(\\d+)([ \t]+\\d+)?");

  /**
   * Reads a file's first line.
   *
   * @param next the line after it
   * @return nothing if it is no header
   * @throws UserException if it is one that cannot be true
   */
  static Optional<VectorHeader> of(String line, String next, Path file) {
    Matcher matcher = LINE.matcher(line.strip());
    if (!matcher.matches()) {
      return Optional.empty();
    }
    boolean ofDl4j = matcher.group(3) != null;
    if (ofDl4j && !matcher.group(2).equals(String.valueOf(numbers(next)))) {
      return Optional.empty(); // a word that is a number, with a vector of two
    }
    long words = number(matcher.group(1));
    long size = number(matcher.group(2));
    if (words < 1 || words > Integer.MAX_VALUE || size < 1 || size > LARGEST_SIZE) {
      throw new UserException(
          "%s is damaged: its header says %s words of %s numbers"
              .formatted(file, matcher.group(1), matcher.group(2)));
    }
    return Optional.of(new VectorHeader(words, (int) size, ofDl4j));
  }

  private static int numbers(String line) {
    return line.strip().split("[ \t]+").length - 1;
  }

  private static long number(String digits) {
    return digits.length() > 18 ? Long.MAX_VALUE : Long.parseLong(digits);
  }
}
