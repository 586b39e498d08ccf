package org.dl4jlab.imdb;

import java.util.Arrays;
import java.util.List;
import org.dl4jlab.data.TokenDataset;
import org.dl4jlab.experiment.Experiment;
import org.dl4jlab.imdb.data.Review;
import org.dl4jlab.imdb.explain.Explainer;
import org.dl4jlab.imdb.explain.HighlightedReview;
import org.dl4jlab.imdb.text.CleanText;
import org.dl4jlab.report.PredictedSample;
import org.dl4jlab.train.Predictions;

/**
 * Test reviews with the words that decided.
 *
 * @param classNames in the order of their numbers
 * @param encoded the same reviews as the network reads them
 */
record ReviewSamples(
    List<Review> reviews, List<String> classNames, TokenDataset encoded, Explainer explainer)
    implements Experiment.Samples {

  /** Reviews without a known word have nothing to be marked. */
  @Override
  public List<PredictedSample> show(int[] numbers, Predictions predictions) {
    return Arrays.stream(numbers)
        .filter(number -> encoded.texts()[number].length > 0)
        .mapToObj(reviews::get)
        .map(this::highlighted)
        .toList();
  }

  private PredictedSample highlighted(Review review) {
    CleanText text = CleanText.of(review.text()).readable();
    return HighlightedReview.of(review, explainer.explain(text), classNames).sample();
  }
}
