package org.dl4jlab.imdb;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.dl4jlab.experiment.ExperimentData;
import org.dl4jlab.imdb.data.Review;
import org.dl4jlab.imdb.data.ReviewSet;
import org.dl4jlab.report.PredictedSample;
import org.dl4jlab.run.RunConfig;
import org.dl4jlab.train.Predictions;
import org.junit.jupiter.api.Test;

class ReviewSamplesTest {

  private static final ExperimentData DATA =
      new ExperimentData(
          null,
          null,
          null,
          new RunConfig.DataInfo(
              "own", "own", "own", List.of(1), ReviewSet.CLASS_NAMES, 1, 1, "", "", null),
          "reviews");

  private static PredictedSample shown(String text) {
    Review review = new Review("train/pos/7_9", text, Review.POSITIVE, 9);
    Predictions predictions = new Predictions(new float[][] {{0.25f}}, new int[] {1}, 1);
    return new ReviewSamples(List.of(), ReviewSet.CLASS_NAMES, null, List.of(review), null)
        .validated(0, predictions, DATA);
  }

  /** On the live page, which must not ask the network. */
  @Test
  void reviewsOfTheValidationAreShownWithTheirTexts() {
    PredictedSample sample = shown("A film.<br /><br />Good!");
    assertEquals("train/pos/7_9", sample.id());
    assertEquals(ReviewSet.CLASS_NAMES.get(Review.NEGATIVE), sample.predicted());
    assertEquals(ReviewSet.CLASS_NAMES.get(Review.POSITIVE), sample.actual());
    assertEquals(0.75, sample.probability(), 1e-6);
    assertEquals(1, sample.tokens().size());
    assertEquals(0, sample.tokens().get(0).weight());
    String text = sample.tokens().get(0).text();
    assertEquals("A film. Good!", text.replaceAll("\\s+", " "));
  }

  @Test
  void ofLongReviewsTheBeginningIsShown() {
    assertEquals("🎬".repeat(500) + "…", shown("🎬".repeat(501)).tokens().get(0).text());
    assertEquals("🎬".repeat(500), shown("🎬".repeat(500)).tokens().get(0).text());
  }
}
