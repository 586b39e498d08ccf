package org.dl4jlab.imdb.vectors;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.commons.codec.digest.DigestUtils;
import org.dl4jlab.UserException;
import org.dl4jlab.data.EmbeddingMatrix;

/**
 * Words and their vectors. The number of a word is its row in the table; row 0 is padding, so the
 * first word has number 1.
 */
public final class WordVectors {

  /**
   * The parts into which the Penn Treebank's tokenizer takes contractions, as whole words. What is
   * short for two words ({@code 's}, {@code 'd}) stands for the more frequent one.
   */
  private static final Map<String, String> CONTRACTIONS =
      Map.ofEntries(
          Map.entry("n't", "not"),
          Map.entry("'re", "are"),
          Map.entry("'ve", "have"),
          Map.entry("'ll", "will"),
          Map.entry("'m", "am"),
          Map.entry("'d", "would"),
          Map.entry("'s", "is"),
          Map.entry("ca", "can"),
          Map.entry("wo", "will"),
          Map.entry("sha", "shall"));

  private final List<String> words;
  private final EmbeddingMatrix table;
  private final Map<String, Integer> numbers;

  /** A word and the cosine of the angle between its vector and the one asked about, -1 to 1. */
  public record Neighbour(String word, double similarity) {}

  /**
   * @param words each once, the most frequent first
   * @param table {@code [1 + words, size]}: padding, then the words in their order
   */
  public WordVectors(List<String> words, EmbeddingMatrix table) {
    if (table.words() != words.size() + 1) {
      throw new IllegalArgumentException(
          "%,d words, but a table of %,d rows".formatted(words.size(), table.words()));
    }
    this.words = List.copyOf(words);
    this.table = table;
    this.numbers = new HashMap<>(words.size() * 2);
    for (int i = 0; i < words.size(); i++) {
      if (numbers.put(words.get(i), i + 1) != null) {
        throw new IllegalArgumentException("The word '%s' is there twice".formatted(words.get(i)));
      }
    }
  }

  /**
   * The spellings under which a token is looked up, in this order: as it is; in lower case; as the
   * whole word, if it is a part that the Penn Treebank's tokenizer splits from a contraction
   * ({@code n't} is {@code not}; {@code ca}, which stands before {@code n't}, is {@code can}). The
   * neighbours of the token do not count.
   */
  public static List<String> spellings(String token) {
    String lower = token.toLowerCase(Locale.ROOT);
    Set<String> spellings = new LinkedHashSet<>();
    spellings.add(token);
    spellings.add(lower);
    spellings.add(CONTRACTIONS.getOrDefault(lower, lower));
    return List.copyOf(spellings);
  }

  /** The row of a token's first spelling that has one, 0 for an unknown token. */
  public int number(String token) {
    Integer number = numbers.get(token);
    if (number != null) {
      return number;
    }
    for (String spelling : spellings(token)) {
      number = numbers.get(spelling);
      if (number != null) {
        return number;
      }
    }
    return EmbeddingMatrix.PADDING;
  }

  /** In the order of their numbers: word i has number i + 1. */
  public List<String> words() {
    return words;
  }

  /** {@code [1 + count, size]}, for the engines. */
  public EmbeddingMatrix table() {
    return table;
  }

  /** Numbers of a vector. */
  public int size() {
    return table.size();
  }

  /** How many words there are, without padding. */
  public int count() {
    return words.size();
  }

  /** A copy of the vector of the word with this number. */
  public float[] vector(int number) {
    return Arrays.copyOfRange(table.values(), number * size(), (number + 1) * size());
  }

  /** SHA-256 over words and vectors: the same vectors, the same sum, whatever file they were in. */
  public String checksum() {
    MessageDigest digest = DigestUtils.getSha256Digest();
    ByteBuffer bytes = ByteBuffer.allocate(size() * Float.BYTES);
    for (int i = 0; i < words.size(); i++) {
      digest.update(words.get(i).getBytes(StandardCharsets.UTF_8));
      bytes.clear().asFloatBuffer().put(table.values(), (i + 1) * size(), size());
      digest.update(bytes.array());
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  /** The words whose vectors point most nearly where this word's does, the nearest first. */
  public List<Neighbour> nearest(String word, int count) {
    return nearest(List.of(word), List.of(), count);
  }

  /**
   * The words nearest to a sum of words minus others, as in <i>king - man + woman</i>, without
   * these words themselves (Mikolov, Yih and Zweig 2013, "Linguistic Regularities in Continuous
   * Space Word Representations": vectors of length one are added).
   *
   * @throws UserException naming words that have no vector
   */
  public List<Neighbour> nearest(List<String> plus, List<String> minus, int count) {
    if (count < 1) {
      throw new IllegalArgumentException("The neighbours must be 1 or more, not " + count);
    }
    if (plus.isEmpty() && minus.isEmpty()) {
      throw new IllegalArgumentException("Neighbours of what? There is no word");
    }
    requireKnown(plus, minus);
    double[] sum = new double[size()];
    Set<Integer> asked = new LinkedHashSet<>();
    plus.forEach(word -> asked.add(add(sum, word, 1)));
    minus.forEach(word -> asked.add(add(sum, word, -1)));

    Comparator<Neighbour> farthestFirst = Comparator.comparingDouble(Neighbour::similarity);
    PriorityQueue<Neighbour> nearest = new PriorityQueue<>(farthestFirst);
    double sumLength = Math.sqrt(Arrays.stream(sum).map(x -> x * x).sum());
    for (int number = 1; number <= count(); number++) {
      if (asked.contains(number)) {
        continue;
      }
      double cosine = cosine(sum, sumLength, number);
      if (nearest.size() < count || cosine > nearest.element().similarity()) {
        nearest.add(new Neighbour(words.get(number - 1), cosine));
        if (nearest.size() > count) {
          nearest.remove();
        }
      }
    }
    List<Neighbour> sorted = new ArrayList<>(nearest);
    sorted.sort(farthestFirst.reversed().thenComparing(Neighbour::word));
    return sorted;
  }

  private void requireKnown(Collection<String> plus, Collection<String> minus) {
    Set<String> unknown = new LinkedHashSet<>(plus);
    unknown.addAll(minus);
    unknown.removeIf(word -> number(word) != EmbeddingMatrix.PADDING);
    if (!unknown.isEmpty()) {
      throw new UserException(
          "These vectors do not know %s"
              .formatted(
                  unknown.stream()
                      .map(word -> "'" + word + "'")
                      .collect(Collectors.joining(", "))));
    }
  }

  /** Adds the word's vector at length one, and returns its number. */
  private int add(double[] sum, String word, double factor) {
    int number = number(word);
    int at = number * size();
    double length = length(number);
    for (int i = 0; i < size() && length > 0; i++) {
      sum[i] += factor * table.values()[at + i] / length;
    }
    return number;
  }

  private double length(int number) {
    double squares = 0;
    for (int i = number * size(); i < (number + 1) * size(); i++) {
      squares += (double) table.values()[i] * table.values()[i];
    }
    return Math.sqrt(squares);
  }

  /** Of a vector without direction: 0. */
  private double cosine(double[] sum, double sumLength, int number) {
    double product = 0;
    int at = number * size();
    for (int i = 0; i < size(); i++) {
      product += sum[i] * table.values()[at + i];
    }
    double lengths = sumLength * length(number);
    return lengths == 0 ? 0 : product / lengths;
  }
}
