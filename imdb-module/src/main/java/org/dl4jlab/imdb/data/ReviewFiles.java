package org.dl4jlab.imdb.data;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dl4jlab.UserException;

/** Reviews as files of text: what may be in them, and what their names tell. */
public final class ReviewFiles {

  /** A longer text is no review; IMDB's longest has 14,282 characters. */
  public static final int MAX_CHARACTERS = 1_000_000;

  /** UTF-8 needs no more for a UTF-16 character, so a longer file need not be read. */
  private static final long MAX_BYTES = 3L * MAX_CHARACTERS;

  private static final String SUFFIX = ".txt";

  /** Official names: the review's number and its stars. */
  private static final Pattern OFFICIAL_NAME = Pattern.compile("\\d+_([1-9]|10)");

  private ReviewFiles() {}

  /**
   * The text of a file.
   *
   * @throws UserException when there is no such file, it is empty, too long, or not UTF-8
   */
  public static String read(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new UserException("There is no file " + file);
    }
    requireLength(file.toString(), Files.size(file));
    return decode(file.toString(), Files.readAllBytes(file));
  }

  /**
   * The text of a stream, of which no more is read than a review may have.
   *
   * @param source what the text is called in a complaint
   * @throws UserException when it is empty, too long, or not UTF-8
   */
  public static String read(String source, InputStream in) throws IOException {
    return decode(source, in.readNBytes((int) MAX_BYTES + 1));
  }

  /**
   * A text from its bytes.
   *
   * @param source what the text is called in a complaint
   * @throws UserException when it is empty, too long, or not UTF-8
   */
  public static String decode(String source, byte[] bytes) {
    requireLength(source, bytes.length);
    try {
      return checked(
          source, StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (CharacterCodingException e) {
      throw notUtf8(source, e);
    }
  }

  /**
   * The text itself.
   *
   * @throws UserException when it is empty or too long
   */
  public static String checked(String source, String text) {
    if (text.isBlank()) {
      throw new UserException("%s is empty".formatted(source));
    }
    if (text.length() > MAX_CHARACTERS) {
      throw tooLong(source);
    }
    return text;
  }

  static void requireLength(String source, long bytes) {
    if (bytes > MAX_BYTES) {
      throw tooLong(source);
    }
  }

  static UserException notUtf8(String source, CharacterCodingException cause) {
    return new UserException(
        "%s is not text in UTF-8; save it in that encoding".formatted(source), cause);
  }

  private static UserException tooLong(String source) {
    return new UserException(
        "%s is longer than the %,d characters that a review may have"
            .formatted(source, MAX_CHARACTERS));
  }

  /** Whether the file's name is that of a text, and not hidden. */
  static boolean isNamedAsText(String name) {
    return !name.startsWith(".")
        && name.regionMatches(true, name.length() - SUFFIX.length(), SUFFIX, 0, SUFFIX.length());
  }

  /**
   * A review from its path: the folder is its class, an official name tells its stars.
   *
   * @param path within the data, such as {@code train/pos/6587_9.txt}
   */
  static Review review(String path, String text) {
    String id = isNamedAsText(path) ? path.substring(0, path.length() - SUFFIX.length()) : path;
    int slash = id.lastIndexOf('/');
    String folder = slash < 0 ? "" : id.substring(id.lastIndexOf('/', slash - 1) + 1, slash);
    int label =
        switch (folder) {
          case ReviewFolders.NEGATIVE -> Review.NEGATIVE;
          case ReviewFolders.POSITIVE -> Review.POSITIVE;
          default -> Review.UNLABELLED;
        };
    Matcher official = OFFICIAL_NAME.matcher(id.substring(slash + 1));
    return new Review(
        id, text, label, official.matches() ? Integer.parseInt(official.group(1)) : 0);
  }
}
