package org.dl4jlab.imdb.encoding;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.dl4jlab.data.EmbeddingMatrix;
import org.dl4jlab.imdb.text.Tokenizer;
import org.dl4jlab.imdb.vectors.WordVectors;

/**
 * How Keras gives texts to a network that reads word numbers: in lower case, without punctuation,
 * unknown words as one of their own, all cut or filled up to one length.
 *
 * @param apostrophes whether words keep them, as in Keras' own numbers of the IMDb's reviews, and
 *     other marks part words; else all marks are taken out of words, as {@code TextVectorization}
 *     does
 * @param filledInFront whether short texts are filled up, and long ones cut, at their beginning
 */
public record TextLayout(boolean apostrophes, boolean filledInFront) {

  /** What fills short texts up. */
  public static final String PADDING = "<PAD>";

  /** What each text begins with, where there is such a word. */
  public static final String START = "<START>";

  /** What stands for a word that is not known. */
  public static final String UNKNOWN = "<UNK>";

  private static final String MARKS = "!\"#$%&()*+,\\-./:;<=>?@\\[\\\\\\]^_`{|}~";
  private static final Pattern BETWEEN_MARKS = Pattern.compile("[^\\s" + MARKS + "]+");
  private static final Pattern BETWEEN_SPACES = Pattern.compile("\\S+");
  private static final Pattern MARK = Pattern.compile("['" + MARKS + "]");

  /** The words of a cleaned text, and where they are in it. */
  public List<Tokenizer.Token> scan(String cleaned) {
    List<Tokenizer.Token> tokens = new ArrayList<>();
    Pattern words = apostrophes ? BETWEEN_MARKS : BETWEEN_SPACES;
    for (MatchResult match : words.matcher(cleaned).results().toList()) {
      String written = match.group().toLowerCase(Locale.ROOT);
      String word = apostrophes ? written : MARK.matcher(written).replaceAll("");
      if (!word.isEmpty()) {
        tokens.add(new Tokenizer.Token(word, match.start(), match.end()));
      }
    }
    return tokens;
  }

  /**
   * A text as the network takes it.
   *
   * @param numbers of its words, 0 for an unknown one
   * @param length of the result
   */
  public int[] rows(int[] numbers, WordVectors vectors, int length) {
    int start = vectors.number(START);
    int unknown = vectors.number(UNKNOWN);
    int[] whole = new int[numbers.length + 1];
    int size = 0;
    if (start != EmbeddingMatrix.PADDING) {
      whole[size++] = start;
    }
    for (int number : numbers) {
      int row = number == EmbeddingMatrix.PADDING ? unknown : number;
      if (row != EmbeddingMatrix.PADDING) {
        whole[size++] = row;
      }
    }
    int kept = Math.min(size, length);
    int[] rows = new int[length];
    Arrays.fill(rows, vectors.number(PADDING));
    System.arraycopy(
        whole, filledInFront ? size - kept : 0, rows, filledInFront ? length - kept : 0, kept);
    return rows;
  }
}
