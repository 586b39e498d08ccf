package org.dl4jlab.imdb.vectors;

import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dl4jlab.UserException;

/**
 * The first line of word2vec's formats.
 *
 * @param words how many follow
 * @param size numbers of a vector
 */
record VectorHeader(long words, int size) {

  /** More numbers than any known vectors have; a longer vector would not fit the window. */
  static final int LARGEST_SIZE = 10_000;

  private static final Pattern LINE = Pattern.compile("(\\d+) +(\\d+)");

  /**
   * Reads a file's first line.
   *
   * @return nothing if it is no header
   * @throws UserException if it is one that cannot be true
   */
  static Optional<VectorHeader> of(String line, Path file) {
    Matcher matcher = LINE.matcher(line.strip());
    if (!matcher.matches()) {
      return Optional.empty();
    }
    long words = number(matcher.group(1));
    long size = number(matcher.group(2));
    if (words < 1 || words > Integer.MAX_VALUE || size < 1 || size > LARGEST_SIZE) {
      throw new UserException(
          "%s is damaged: its header says %s words of %s numbers"
              .formatted(file, matcher.group(1), matcher.group(2)));
    }
    return Optional.of(new VectorHeader(words, (int) size));
  }

  private static long number(String digits) {
    return digits.length() > 18 ? Long.MAX_VALUE : Long.parseLong(digits);
  }
}
