package org.dl4jlab.imdb.data;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dl4jlab.UserException;
import org.dl4jlab.imdb.text.TextEncoding;
import org.dl4jlab.imdb.text.TextEncoding.Decoded;
import org.dl4jlab.imdb.text.TextLimit;

/** Reviews as files of text: what may be in them, and what their names tell. */
public final class ReviewFiles {

  private static final String SUFFIX = ".txt";

  /** Official names: the review's number and its stars. */
  private static final Pattern OFFICIAL_NAME = Pattern.compile("\\d+_([1-9]|10)");

  private ReviewFiles() {}

  /**
   * The text of a file, which may be blank.
   *
   * @throws UserException when there is no such file, it is too long, or in an unknown encoding
   */
  public static Decoded read(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new UserException("There is no file " + file);
    }
    TextLimit.requireBytes(file.toString(), Files.size(file));
    return decode(file.toString(), Files.readAllBytes(file));
  }

  /**
   * The text of a stream, of which no more is read than a review may have.
   *
   * @param source what the text is called in a complaint
   * @throws UserException when it is too long, or in an unknown encoding
   */
  public static Decoded read(String source, InputStream in) throws IOException {
    return decode(source, in.readNBytes((int) TextLimit.MAX_BYTES + 1));
  }

  private static Decoded decode(String source, byte[] bytes) {
    TextLimit.requireBytes(source, bytes.length);
    Decoded decoded = TextEncoding.decode(source, bytes);
    TextLimit.requireCharacters(source, decoded.text());
    return decoded;
  }

  /** Whether the file's name is that of a text, and not hidden. */
  public static boolean isNamedAsText(String name) {
    return !name.startsWith(".")
        && name.regionMatches(true, name.length() - SUFFIX.length(), SUFFIX, 0, SUFFIX.length());
  }

  /** A review's id: its path without the ending. */
  static String id(String path) {
    return isNamedAsText(path) ? path.substring(0, path.length() - SUFFIX.length()) : path;
  }

  /** The folder in which the review of this id is. */
  static String folder(String id) {
    int slash = id.lastIndexOf('/');
    return slash < 0 ? "" : id.substring(id.lastIndexOf('/', slash - 1) + 1, slash);
  }

  /** The stars that an official name tells, 0 of other names. */
  static int stars(String id) {
    Matcher official = OFFICIAL_NAME.matcher(id.substring(id.lastIndexOf('/') + 1));
    return official.matches() ? Integer.parseInt(official.group(1)) : 0;
  }
}
