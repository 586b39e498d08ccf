package org.dl4jlab.imdb.text;

import java.util.ArrayList;
import java.util.List;

/**
 * Cuts English text into words in the manner of the <a
 * href="https://catalog.ldc.upenn.edu/docs/LDC99T42/">Penn Treebank</a> (Marcus, Santorini and
 * Marcinkiewicz, <i>Building a Large Annotated Corpus of English</i>, 1993; R. MacIntyre's {@code
 * tokenizer.sed}, 1995), as GloVe's authors did for their vectors.
 *
 * <ul>
 *   <li>Contractions and the genitive are words of their own: {@code do n't}, {@code ca n't},
 *       {@code it 's}, {@code I 'll}.
 *   <li>Numbers keep what is within them: {@code 1,000}, {@code 7.5}, {@code 1980s}; so do initials
 *       ({@code U.S.}) and names ({@code O'Brien}).
 *   <li>Every punctuation mark is a word, points in a row are one ({@code ...}), and so are hyphens
 *       ({@code --}).
 * </ul>
 *
 * <p>Unlike there, hyphens split words ({@code well - made}), quotes stay {@code "}, the point of
 * {@code Mr.} is a word as sentences are not known, and {@code cannot} and {@code gonna} stay
 * whole. Case is kept. Each text takes time in proportion to its length.
 */
public final class Tokenizer {

  /**
   * A word of a text.
   *
   * @param word what it counts as, which for rows of points is not what is written
   * @param start of its first character in the text
   * @param end after its last
   */
  public record Token(String word, int start, int end) {}

  /** Is told of every word. */
  private interface Sink {
    void word(String word, int start, int end);
  }

  private static final int CHARACTERS_A_WORD = 5;

  private final String text;
  private final Sink sink;

  private Tokenizer(String text, Sink sink) {
    this.text = text;
    this.sink = sink;
  }

  /** The words of a text that may hold HTML. */
  public static List<String> tokens(String text) {
    String cleaned = clean(text);
    List<String> words = new ArrayList<>(cleaned.length() / CHARACTERS_A_WORD + 1);
    new Tokenizer(cleaned, (word, start, end) -> words.add(word)).run();
    return words;
  }

  /** Plain text from HTML: without tags, entities decoded, quotes and dashes as ASCII has them. */
  public static String clean(String html) {
    return CleanText.of(html).text();
  }

  /** The words of a cleaned text, and where they are in it. */
  public static List<Token> scan(String cleaned) {
    List<Token> tokens = new ArrayList<>(cleaned.length() / CHARACTERS_A_WORD + 1);
    new Tokenizer(cleaned, (word, start, end) -> tokens.add(new Token(word, start, end))).run();
    return tokens;
  }

  private void run() {
    for (int at = 0; at < text.length(); ) {
      if (isSpace(text.charAt(at))) {
        at++;
      } else {
        at = isWordAt(at) ? word(at) : mark(at);
      }
    }
  }

  /** Takes the word that begins here, with what is contracted with it; returns where it ends. */
  private int word(int start) {
    int at = initialsEnd(start);
    if (at > start) {
      return take(start, at);
    }
    at = start;
    while (true) {
      at = lettersEnd(at);
      int clitic = cliticEnd(at);
      if (clitic > at) {
        take(start, at);
        return take(at, clitic);
      }
      if (isNegation(at)) {
        take(start, at - 1);
        return take(at - 1, at + 2);
      }
      if (!isWithinName(at) && !isWithinNumber(at)) {
        return take(start, at);
      }
      at++;
    }
  }

  /**
   * Takes what is no word: a mark, a row of points or hyphens, a doubled quote, a lone {@code 's}.
   */
  private int mark(int start) {
    char c = text.charAt(start);
    int end = start + 1;
    switch (c) {
      case '.', '-' -> {
        while (end < text.length() && text.charAt(end) == c) {
          end++;
        }
        return end == start + 1 ? take(start, end) : take(c == '.' ? "..." : "--", start, end);
      }
      case '\'' -> {
        if (end < text.length() && text.charAt(end) == c) {
          return take("\"", start, end + 1);
        }
        return take(start, Math.max(end, cliticEnd(start)));
      }
      default -> {
        return take(start, start + Character.charCount(text.codePointAt(start)));
      }
    }
  }

  private int take(int start, int end) {
    return take(text.substring(start, end), start, end);
  }

  private int take(String word, int start, int end) {
    if (end > start) {
      sink.word(word, start, end);
    }
    return end;
  }

  /** After U.S. or e.g.; the start itself where there are no two initials. */
  private int initialsEnd(int start) {
    int end = start;
    while (isLetterAt(end) && isPointAt(end + 1)) {
      end += 2;
    }
    return end - start > 2 ? end : start;
  }

  private int lettersEnd(int start) {
    int end = start;
    while (isWordAt(end)) {
      end += Character.charCount(text.codePointAt(end));
    }
    return end;
  }

  /** After {@code 's 'm 'd 'll 're 've} at this place in any case, -1 where there is none. */
  private int cliticEnd(int at) {
    if (!isApostropheAt(at)) {
      return -1;
    }
    int end =
        switch (lowerAt(at + 1)) {
          case 's', 'm', 'd' -> at + 2;
          case 'l' -> lowerAt(at + 2) == 'l' ? at + 3 : -1;
          case 'r', 'v' -> lowerAt(at + 2) == 'e' ? at + 3 : -1;
          default -> -1;
        };
    return isWordAt(end) ? -1 : end;
  }

  /** Whether the letter before this apostrophe and the one after it are those of {@code n't}. */
  private boolean isNegation(int at) {
    return isApostropheAt(at)
        && lowerAt(at - 1) == 'n'
        && lowerAt(at + 1) == 't'
        && !isWordAt(at + 2);
  }

  private boolean isWithinName(int at) {
    return isApostropheAt(at) && isLetterAt(at + 1);
  }

  private boolean isWithinNumber(int at) {
    return at < text.length()
        && (text.charAt(at) == '.' || text.charAt(at) == ',')
        && isDigitAt(at - 1)
        && isDigitAt(at + 1);
  }

  private boolean isApostropheAt(int at) {
    return at < text.length() && text.charAt(at) == '\'';
  }

  private boolean isPointAt(int at) {
    return at < text.length() && text.charAt(at) == '.';
  }

  private boolean isDigitAt(int at) {
    return at >= 0 && at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9';
  }

  /** An ASCII letter in lower case; other characters as something that is none. */
  private int lowerAt(int at) {
    return at >= 0 && at < text.length() ? text.charAt(at) | 0x20 : 0;
  }

  private boolean isLetterAt(int at) {
    return at < text.length() && Character.isLetter(text.charAt(at));
  }

  private static boolean isSpace(char c) {
    return c <= ' ' || c >= 0x80 && (Character.isSpaceChar(c) || Character.isWhitespace(c));
  }

  /** Letters, digits, and the accents that follow a letter as characters of their own. */
  private boolean isWordAt(int at) {
    if (at < 0 || at >= text.length()) {
      return false;
    }
    char c = text.charAt(at);
    if (c < 0x80) {
      return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
    }
    int point = text.codePointAt(at);
    return Character.isLetterOrDigit(point) || isAccent(point);
  }

  private static boolean isAccent(int point) {
    return switch (Character.getType(point)) {
      case Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK, Character.ENCLOSING_MARK ->
          true;
      default -> false;
    };
  }
}
