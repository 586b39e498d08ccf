package org.dl4jlab.train;

import java.util.Arrays;
import org.dl4jlab.engine.Classification;

/**
 * A network's output for a data set.
 *
 * @param probabilities {@code [samples][classes]}
 * @param actual {@code [samples]}: the class that each sample has
 * @param loss mean over the samples
 */
public record Predictions(float[][] probabilities, int[] actual, double loss) {

  /** The likeliest class of each sample. */
  public int[] predicted() {
    return Arrays.stream(probabilities).mapToInt(Classification::of).toArray();
  }

  /** The likeliest class of a sample. */
  public int predicted(int sample) {
    return Classification.of(probabilities[sample]);
  }

  /** How probable the network holds the class that it predicts for a sample, 0 to 1. */
  public double probability(int sample) {
    return Classification.probability(probabilities[sample], predicted(sample));
  }

  public Score score() {
    int[] predicted = predicted();
    int correct = 0;
    for (int i = 0; i < actual.length; i++) {
      if (predicted[i] == actual[i]) {
        correct++;
      }
    }
    return new Score(actual.length, loss, (double) correct / actual.length);
  }
}
