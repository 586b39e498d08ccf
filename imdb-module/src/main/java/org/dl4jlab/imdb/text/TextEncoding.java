package org.dl4jlab.imdb.text;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.apache.commons.io.ByteOrderMark;
import org.apache.commons.io.IOUtils;
import org.apache.commons.io.input.BOMInputStream;
import org.dl4jlab.UserException;

/**
 * The encoding of a text: what its byte order mark says, else UTF-8, else Windows-1252 where the
 * text can hardly be anything else.
 *
 * @param foreignLine the first line that is not UTF-8, 0 where there is none
 */
public record TextEncoding(Charset charset, long foreignLine) {

  private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");

  private static final ByteOrderMark[] MARKS = {
    ByteOrderMark.UTF_8,
    ByteOrderMark.UTF_32LE, // begins as UTF-16LE does
    ByteOrderMark.UTF_32BE,
    ByteOrderMark.UTF_16LE,
    ByteOrderMark.UTF_16BE
  };

  /** What a text was decoded to. */
  public record Decoded(String text, TextEncoding encoding) {}

  /**
   * Looks through a text.
   *
   * @param source what the text is called in a complaint
   * @param bytes are read to their end
   * @throws UserException naming the line that cannot be read
   */
  public static TextEncoding of(String source, InputStream bytes) throws IOException {
    BOMInputStream marked = unmarked(bytes);
    ByteOrderMark mark = marked.getBOM();
    if (mark != null && !mark.equals(ByteOrderMark.UTF_8)) {
      return new TextEncoding(Charset.forName(mark.getCharsetName()), 0);
    }
    EncodingCheck check = EncodingCheck.of(new BufferedInputStream(marked));
    if (check.isUtf8()) {
      return new TextEncoding(StandardCharsets.UTF_8, 0);
    }
    if (check.looksLikeWindows1252()) {
      return new TextEncoding(WINDOWS_1252, check.foreignLine());
    }
    throw notReadable(source, check.foreignLine());
  }

  /**
   * The text of bytes.
   *
   * @throws UserException naming the line that cannot be read
   */
  public static Decoded decode(String source, byte[] bytes) {
    try {
      TextEncoding encoding = of(source, new ByteArrayInputStream(bytes));
      try (Reader reader = encoding.reader(new ByteArrayInputStream(bytes))) {
        return new Decoded(IOUtils.toString(reader), encoding);
      }
    } catch (CharacterCodingException e) {
      throw damaged(source, e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The text without its byte order mark; a reader that fails at bytes that are none. */
  public Reader reader(InputStream bytes) throws IOException {
    return new BufferedReader(new InputStreamReader(unmarked(bytes), charset.newDecoder()));
  }

  /** Whether the text is neither UTF-8 nor says what it is. */
  public boolean guessed() {
    return foreignLine > 0;
  }

  /** Why a text cannot be read whose byte order mark promised another encoding. */
  public static UserException damaged(String source, CharacterCodingException cause) {
    return new UserException(
        "%s is damaged: it is not in the encoding that its first bytes name; save it as UTF-8"
            .formatted(source),
        cause);
  }

  private static UserException notReadable(String source, long line) {
    return new UserException(
        "%s is not text in UTF-8: line %,d holds other bytes; save it in that encoding"
            .formatted(source, line));
  }

  private static BOMInputStream unmarked(InputStream bytes) throws IOException {
    return BOMInputStream.builder().setInputStream(bytes).setByteOrderMarks(MARKS).get();
  }
}
