package org.dl4jlab.imdb.explain;

import org.dl4jlab.imdb.data.Review;
import org.dl4jlab.imdb.data.ReviewSet;
import org.dl4jlab.report.PredictedSample;

/**
 * A review with what the network says of it.
 *
 * @param actual the name of its class, null where nobody knows
 */
public record HighlightedReview(String id, String actual, Explanation explanation) {

  public static HighlightedReview of(Review review, Explanation explanation) {
    String actual =
        review.label() == Review.UNLABELLED ? null : ReviewSet.CLASS_NAMES.get(review.label());
    return new HighlightedReview(review.id(), actual, explanation);
  }

  /** As a run's folder keeps it and pages show it; only the words that decided have a weight. */
  public PredictedSample sample() {
    return PredictedSample.ofText(
        id,
        predicted(),
        actual,
        probabilityOfPredicted(),
        explanation.segments().stream()
            .map(s -> new PredictedSample.Token(s.text(), explanation.decided(s) ? s.weight() : 0))
            .toList());
  }

  /** The name of the likelier class. */
  public String predicted() {
    return ReviewSet.CLASS_NAMES.get(explanation.positive() ? Review.POSITIVE : Review.NEGATIVE);
  }

  public double probabilityOfPredicted() {
    return Math.max(explanation.probability(), 1 - explanation.probability());
  }

  /** Whether it is what it was taken for; not to be asked where nobody knows. */
  public boolean right() {
    return predicted().equals(actual);
  }
}
