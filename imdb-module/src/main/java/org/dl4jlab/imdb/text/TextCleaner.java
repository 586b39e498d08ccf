package org.dl4jlab.imdb.text;

import java.nio.charset.Charset;
import java.util.regex.Matcher;
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

  static CleanText clean(String html) {
    CleanText text = new CleanText(html, html, null, null);
    if (html.indexOf('<') >= 0) {
      text = withoutTags(text);
    }
    if (text.text().indexOf('&') >= 0) {
      text = withoutEntities(text);
    }
    return plain(text);
  }

  private static CleanText withoutTags(CleanText html) {
    TracedBuilder text = new TracedBuilder(html);
    Matcher tags = TAG.matcher(html.text());
    int at = 0;
    for (; tags.find(); at = tags.end()) {
      text.copy(at, tags.start());
      text.replace(tags.start(), tags.end(), tags.group(1) == null ? "" : "\n");
    }
    text.copy(at, html.text().length());
    return text.done();
  }

  /** An entity reaches from its & to what has been left as it was, up to the next & at most. */
  private static CleanText withoutEntities(CleanText html) {
    String source = html.text();
    TracedBuilder text = new TracedBuilder(html);
    int from = source.indexOf('&');
    text.copy(0, from);
    while (from < source.length()) {
      int next = source.indexOf('&', from + 1);
      int to = next < 0 ? source.length() : next;
      String piece = source.substring(from, to);
      String decoded = mayBeEntity(piece) ? Parser.unescapeEntities(piece, false) : piece;
      if (decoded.equals(piece)) {
        text.copy(from, to);
      } else {
        int rest = commonEnd(piece, decoded);
        text.replace(from, to - rest, decoded.substring(0, decoded.length() - rest));
        text.copy(to - rest, to);
      }
      from = to;
    }
    return text.done();
  }

  private static boolean mayBeEntity(String piece) {
    return piece.length() > 1 && (piece.charAt(1) == '#' || Character.isLetter(piece.charAt(1)));
  }

  private static int commonEnd(String a, String b) {
    int length = Math.min(a.length(), b.length()) - 1;
    int same = 0;
    while (same < length && a.charAt(a.length() - 1 - same) == b.charAt(b.length() - 1 - same)) {
      same++;
    }
    return same;
  }

  /** The same text where all its characters are plain, as most are. */
  private static CleanText plain(CleanText marked) {
    String source = marked.text();
    int at = 0;
    while (at < source.length() && isPlain(source.charAt(at))) {
      at++;
    }
    if (at == source.length()) {
      return marked;
    }
    TracedBuilder text = new TracedBuilder(marked);
    text.copy(0, at);
    for (; at < source.length(); at++) {
      char c = source.charAt(at);
      if (isPlain(c)) {
        text.copy(at, at + 1);
      } else {
        text.replace(
            at,
            at + 1,
            plain(c >= FIRST_CONTROL && c < 0xA0 ? WINDOWS_1252.charAt(c - FIRST_CONTROL) : c));
      }
    }
    return text.done();
  }

  private static boolean isPlain(char c) {
    return c >= ' ' && c < 0x7F && c != '`' || c == '\n';
  }

  private static String plain(char c) {
    return switch (c) {
      case '`', '´', '‘', '’', '‚', '‛', '′' -> "'";
      case '“', '”', '„', '‟', '″', '«', '»' -> "\"";
      case '‐', '‑' -> "-";
      case '–', '—', '―' -> "--";
      case '…' -> "...";
      case '\uFFFD' -> " ";
      default ->
          Character.isISOControl(c) || Character.isSpaceChar(c)
              ? " "
              : isUnseen(c) ? "" : String.valueOf(c);
    };
  }

  /** Soft hyphens, zero-width spaces, an emoji's style. */
  private static boolean isUnseen(char c) {
    return Character.getType(c) == Character.FORMAT || isVariationSelector(c);
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
