package org.dl4jlab.imdb.text;

import org.dl4jlab.UserException;

/** How long a text may be. */
public final class TextLimit {

  /** A longer text is no review; IMDB's longest has 14,282 characters. */
  public static final int MAX_CHARACTERS = 1_000_000;

  /** UTF-8 needs no more for a UTF-16 character, so a longer file need not be read. */
  public static final long MAX_BYTES = 3L * MAX_CHARACTERS;

  private TextLimit() {}

  /**
   * @param source what the text is called in a complaint
   * @throws UserException when the text is longer
   */
  public static void requireCharacters(String source, String text) {
    if (text.length() > MAX_CHARACTERS) {
      throw tooLong(source);
    }
  }

  /**
   * @throws UserException when so many bytes cannot be a text
   */
  public static void requireBytes(String source, long bytes) {
    if (bytes > MAX_BYTES) {
      throw tooLong(source);
    }
  }

  private static UserException tooLong(String source) {
    return new UserException(
        "%s is longer than the %,d characters that a review may have"
            .formatted(source, MAX_CHARACTERS));
  }
}
