package org.dl4jlab.run;

import java.util.stream.IntStream;
import org.dl4jlab.train.Predictions;

/**
 * How sure a network is of samples like those that it was made for. Of others it is often less sure
 * (Hendrycks and Gimpel, <i>A Baseline for Detecting Misclassified and Out-of-Distribution Examples
 * in Neural Networks</i>, 2017).
 *
 * @param from the least probability of the likeliest class that all but a few test samples have
 * @param share how many do not have it, of 1
 */
public record Familiarity(double from, double share) {

  private static final double FEW = 0.05;

  /**
   * @param predictions of all test samples, one at least
   */
  public static Familiarity of(Predictions predictions) {
    double[] sorted =
        IntStream.range(0, predictions.probabilities().length)
            .mapToDouble(predictions::probability)
            .sorted()
            .toArray();
    return new Familiarity(sorted[(int) (FEW * sorted.length)], FEW);
  }
}
