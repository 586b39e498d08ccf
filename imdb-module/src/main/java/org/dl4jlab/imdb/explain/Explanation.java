package org.dl4jlab.imdb.explain;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What the network says of a text, and the words that decided.
 *
 * @param probabilities of each class
 * @param predicted the number of the likeliest class
 * @param segments the whole text in its order, words and what is between them
 * @param tokens how many words the text has
 * @param known how many of them the network has seen
 * @param unread how many known ones are beyond what the network takes
 */
public record Explanation(
    List<Double> probabilities,
    int predicted,
    List<Segment> segments,
    int tokens,
    int known,
    int unread) {

  /** From this share of the strongest word's weight on, a word is marked. */
  private static final double MARKED_SHARE = 0.2;

  /**
   * A piece of the text.
   *
   * @param weight how much it speaks for the second of two classes, or for the predicted one of
   *     more, below 0 where it speaks against; 0 for what is no word, or won no filter
   */
  public record Segment(String text, double weight) {}

  /**
   * A word that decided, and where it is in the text.
   *
   * @param start of its first character (a Java {@code char})
   * @param end after its last
   * @param weight as of a {@link Segment}
   */
  public record Word(String word, int start, int end, double weight) {}

  public Explanation {
    probabilities = List.copyOf(probabilities);
    segments = List.copyOf(segments);
  }

  /** How probable the likeliest class is. */
  public double probability() {
    return probabilities.get(predicted);
  }

  /** How strongly a word decided, from -1 to 1 for the strongest. */
  public double strength(Segment segment) {
    double strongest = strongest();
    return strongest == 0 ? 0 : segment.weight() / strongest;
  }

  /** Whether a word is among those that decided. */
  public boolean decided(Segment segment) {
    return Math.abs(strength(segment)) >= MARKED_SHARE;
  }

  /** The words that decided, in the order of the text. */
  public List<Word> decidingWords() {
    List<Word> words = new ArrayList<>();
    int start = 0;
    for (Segment segment : segments) {
      int end = start + segment.text().length();
      if (decided(segment)) {
        words.add(new Word(segment.text(), start, end, segment.weight()));
      }
      start = end;
    }
    return words;
  }

  private double strongest() {
    return segments.stream().mapToDouble(segment -> Math.abs(segment.weight())).max().orElse(0);
  }

  /** The words that decided most, the strongest first. */
  public List<Segment> deciding(int count) {
    return segments.stream()
        .filter(this::decided)
        .sorted(Comparator.comparingDouble((Segment s) -> Math.abs(s.weight())).reversed())
        .limit(count)
        .toList();
  }
}
