package org.dl4jlab.imdb.text;

import java.nio.charset.Charset;
import java.util.regex.Pattern;
import org.jsoup.parser.Parser;

/**
 * Makes plain text of a review: IMDB's have {@code <br />} in them, a few entities, typographic
 * quotes, and characters of Windows-1252 that were taken for Latin-1.
 */
final class TextCleaner {

  /**
   * A tag as HTML has it, up to the next {@code >}, but not beyond another {@code <}: people also
   * write {@code <3} and {@code < 10 years}. Each {@code <} is looked at once, so the time is
   * linear. Those that part lines or paragraphs are the first group.
   */
  private static final Pattern TAG =
      Pattern.compile(
          "<(?:/?(br|hr|p|div|h[1-6]|[uod]l|li|d[dt]|t[rdh]|table|blockquote|pre)\\b|/?[a-z]|!)[^<>]*+>",
          Pattern.CASE_INSENSITIVE);

  private static final char FIRST_CONTROL = 0x80;

  /** What the bytes 0x80 to 0x9F mean in Windows-1252, by their value less 0x80. */
  private static final String WINDOWS_1252 = windows1252();

  private TextCleaner() {}

  static String clean(String html) {
    String text = html;
    if (text.indexOf('<') >= 0) {
      text = TAG.matcher(text).replaceAll(tag -> tag.group(1) == null ? "" : "\n");
    }
    if (text.indexOf('&') >= 0) {
      text = Parser.unescapeEntities(text, false);
    }
    return plain(text);
  }

  /** The same text where all its characters are plain, as most are. */
  private static String plain(String text) {
    int at = 0;
    while (at < text.length() && isPlain(text.charAt(at))) {
      at++;
    }
    if (at == text.length()) {
      return text;
    }
    StringBuilder plain = new StringBuilder(text.length() + 16).append(text, 0, at);
    for (; at < text.length(); at++) {
      char c = text.charAt(at);
      if (isPlain(c)) {
        plain.append(c);
      } else {
        appendPlain(
            plain, c >= FIRST_CONTROL && c < 0xA0 ? WINDOWS_1252.charAt(c - FIRST_CONTROL) : c);
      }
    }
    return plain.toString();
  }

  private static boolean isPlain(char c) {
    return c >= ' ' && c < 0x7F && c != '`' || c == '\n';
  }

  private static void appendPlain(StringBuilder plain, char c) {
    switch (c) {
      case '`', '´', '‘', '’', '‚', '‛', '′' -> plain.append('\'');
      case '“', '”', '„', '‟', '″', '«', '»' -> plain.append('"');
      case '‐', '‑' -> plain.append('-');
      case '–', '—', '―' -> plain.append("--");
      case '…' -> plain.append("...");
      case '\uFFFD' -> plain.append(' ');
      default -> {
        if (Character.isISOControl(c) || Character.isSpaceChar(c)) {
          plain.append(' ');
        } else if (Character.getType(c) != Character.FORMAT && !isVariationSelector(c)) {
          plain.append(c); // what is left out: soft hyphens, zero-width spaces, an emoji's style
        }
      }
    }
  }

  private static boolean isVariationSelector(char c) {
    return c >= '\uFE00' && c <= '\uFE0F';
  }

  private static String windows1252() {
    byte[] bytes = new byte[0xA0 - FIRST_CONTROL];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (FIRST_CONTROL + i);
    }
    return new String(bytes, Charset.forName("windows-1252"));
  }
}
