package org.dl4jlab.imdb.explain;

import java.util.List;
import org.dl4jlab.imdb.data.Review;
import org.dl4jlab.report.PredictedSample;

/**
 * A review with what the network says of it.
 *
 * @param actual the name of its class, null where nobody knows
 * @param predicted the name of the likeliest class
 */
public record HighlightedReview(
    String id, String actual, String predicted, Explanation explanation) {

  /**
   * @param classNames the network's, in the order of their numbers
   */
  public static HighlightedReview of(
      Review review, Explanation explanation, List<String> classNames) {
    return new HighlightedReview(
        review.id(),
        review.label() == Review.UNLABELLED ? null : classNames.get(review.label()),
        classNames.get(explanation.predicted()),
        explanation);
  }

  /** As a run's folder keeps it and pages show it; only the words that decided have a weight. */
  public PredictedSample sample() {
    return PredictedSample.ofText(
        id,
        predicted,
        actual,
        explanation.probability(),
        explanation.segments().stream()
            .map(s -> new PredictedSample.Token(s.text(), explanation.decided(s) ? s.weight() : 0))
            .toList());
  }

  /** Whether it is what it was taken for; not to be asked where nobody knows. */
  public boolean right() {
    return predicted.equals(actual);
  }
}
