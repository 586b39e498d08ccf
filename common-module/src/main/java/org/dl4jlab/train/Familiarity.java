package org.dl4jlab.train;

import java.util.Optional;
import java.util.stream.IntStream;

/**
 * How sure a classifier was of its right answers to a test. An answer that it is less sure of than
 * of nearly all of these is to an input unlike what it knows (Hendrycks and Gimpel, <a
 * href="https://arxiv.org/abs/1610.02136">A Baseline for Detecting Misclassified and
 * Out-of-Distribution Examples in Neural Networks</a>, 2017). The converse does not hold: networks
 * are often sure of what they have never seen.
 *
 * @param threshold the probability, 0 to 1, that all but 5 % of the right answers had
 * @param rightAnswers from how many it was found
 */
public record Familiarity(double threshold, int rightAnswers) {

  /** This share of the right answers counts as unsure. */
  public static final double UNSURE_SHARE = 0.05;

  /** Of fewer, no twentieth can be taken. */
  static final int FEWEST_ANSWERS = 20;

  public Familiarity {
    if (!(threshold >= 0 && threshold <= 1)) {
      throw new IllegalArgumentException("%s is no probability".formatted(threshold));
    }
  }

  /** From all answers to a test; empty where too few are right to tell. */
  public static Optional<Familiarity> of(Predictions test) {
    double[] sureness =
        IntStream.range(0, test.actual().length)
            .filter(sample -> test.predicted(sample) == test.actual()[sample])
            .mapToDouble(test::probability)
            .sorted()
            .toArray();
    return sureness.length < FEWEST_ANSWERS
        ? Optional.empty()
        : Optional.of(
            new Familiarity(sureness[(int) (UNSURE_SHARE * sureness.length)], sureness.length));
  }

  /**
   * Whether an answer is as sure as the test's right ones.
   *
   * @param probability of the likeliest class
   */
  public boolean covers(double probability) {
    return probability >= threshold;
  }
}
