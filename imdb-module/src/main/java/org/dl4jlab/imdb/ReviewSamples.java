package org.dl4jlab.imdb;

import java.util.Arrays;
import java.util.List;
import org.dl4jlab.data.TokenDataset;
import org.dl4jlab.experiment.Experiment;
import org.dl4jlab.experiment.ExperimentData;
import org.dl4jlab.imdb.data.Review;
import org.dl4jlab.imdb.explain.Explainer;
import org.dl4jlab.imdb.explain.HighlightedReview;
import org.dl4jlab.imdb.text.CleanText;
import org.dl4jlab.report.PredictedSample;
import org.dl4jlab.train.Predictions;

/**
 * Test reviews with the words that decided, and reviews of the validation without.
 *
 * @param classNames in the order of their numbers
 * @param encoded the test reviews as the network reads them
 * @param validation in the order of the validation's samples
 */
record ReviewSamples(
    List<Review> reviews,
    List<String> classNames,
    TokenDataset encoded,
    List<Review> validation,
    Explainer explainer)
    implements Experiment.Samples {

  private static final int LONGEST = 500; // characters on the live page

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

  @Override
  public PredictedSample validated(int number, Predictions predictions, ExperimentData data) {
    Review review = validation.get(number);
    String text = CleanText.of(review.text()).readable().text();
    return PredictedSample.ofText(
        review.id(),
        classNames.get(predictions.predicted(number)),
        classNames.get(review.label()),
        predictions.probability(number),
        List.of(new PredictedSample.Token(beginning(text), 0)));
  }

  /** Never half a character. */
  private static String beginning(String text) {
    return text.codePointCount(0, text.length()) <= LONGEST
        ? text
        : text.substring(0, text.offsetByCodePoints(0, LONGEST)) + "…";
  }
}
