package org.dl4jlab.terminal;

import java.io.FilterWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;

/**
 * Where sentences and tables are printed. They quote names of files, classes, columns and words
 * that are other people's, and a terminal would obey the control characters in them: these are
 * shown instead, {@code ␛} for an escape.
 */
public class CleanOutput extends PrintWriter {

  private static final int PICTURES = 0x2400; // of the control characters, in their order
  private static final char DELETE = 0x7F;
  private static final char PICTURE_OF_DELETE = '\u2421';
  private static final char ELSE = '\uFFFD';

  /** Characters that turn the direction of writing round. */
  private static final String DIRECTIONS =
      "\u061C\u200E\u200F\u202A\u202B\u202C\u202D\u202E\u2066\u2067\u2068\u2069";

  /** Of Unicode, besides the control characters. */
  private static final String LINE_BREAKS = "\u2028\u2029";

  private final PrintWriter unclean;

  /** Flushes after each line. */
  public CleanOutput(Writer out) {
    super(new Cleaning(out), true);
    unclean = new PrintWriter(out, true);
  }

  /** The same place for the program's own control sequences, such as a help's bold letters. */
  public PrintWriter unclean() {
    return unclean;
  }

  /** The text as it is shown. */
  public static String clean(String text) {
    StringBuilder clean = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      boolean endsLine = text.startsWith("\r\n", i);
      clean.append(endsLine ? '\r' : clean(text.charAt(i)));
    }
    return clean.toString();
  }

  /** The text with what would be cleaned as JSON writes it: {@code \}{@code u001b}. */
  public static String escapedJson(String json) {
    StringBuilder escaped = new StringBuilder(json.length());
    for (char c : json.toCharArray()) {
      boolean clean = (clean(c) == c || c == '\r') && LINE_BREAKS.indexOf(c) < 0;
      escaped.append(clean ? String.valueOf(c) : "\\u%04x".formatted((int) c));
    }
    return escaped.toString();
  }

  private static char clean(char c) {
    if (c == '\n' || c == '\t') {
      return c;
    }
    if (c < ' ') {
      return (char) (PICTURES + c);
    }
    if (c == DELETE) {
      return PICTURE_OF_DELETE;
    }
    return Character.isISOControl(c) || DIRECTIONS.indexOf(c) >= 0 ? ELSE : c;
  }

  private static final class Cleaning extends FilterWriter {

    Cleaning(Writer out) {
      super(out);
    }

    @Override
    public void write(int c) throws IOException {
      out.write(clean((char) c));
    }

    @Override
    public void write(char[] characters, int offset, int length) throws IOException {
      out.write(clean(new String(characters, offset, length)));
    }

    @Override
    public void write(String text, int offset, int length) throws IOException {
      out.write(clean(text.substring(offset, offset + length)));
    }
  }
}
