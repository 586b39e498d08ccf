package org.dl4jlab.imdb.explain;

import java.util.Comparator;
import java.util.List;

/**
 * What the network says of a text, and the words that decided.
 *
 * @param probability that it is positive
 * @param segments the whole text in its order, words and what is between them
 * @param tokens how many words the text has
 * @param known how many of them the network has seen
 */
public record Explanation(double probability, List<Segment> segments, int tokens, int known) {

  /** From this share of the strongest word's weight on, a word is marked. */
  private static final double MARKED_SHARE = 0.2;

  /**
   * A piece of the text.
   *
   * @param weight what it adds to the logit of "positive", below 0 where it speaks against; 0 for
   *     what is no word, or won no filter
   */
  public record Segment(String text, double weight) {}

  public Explanation {
    segments = List.copyOf(segments);
  }

  public boolean positive() {
    return probability > 0.5;
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
