package org.dl4jlab.nets;

/**
 * What the sentiment network needs to know of its task.
 *
 * @param vectorSize numbers of a word vector
 * @param tokens words of a text, padding included; at least the 3 of a window
 * @param learningRate Adam's step size
 * @param seed seed of the initial weights and of dropout
 */
public record SentimentOptions(int vectorSize, int tokens, double learningRate, long seed) {

  /** Adam's step size in the lecture's sentiment experiment. */
  public static final double DEFAULT_LEARNING_RATE = 0.001;

  /** Words to which the lecture cuts or pads a review. */
  public static final int DEFAULT_TOKENS = 400;

  public SentimentOptions {
    if (vectorSize < 1 || vectorSize > 10_000) {
      throw new IllegalArgumentException(
          "The size of a word vector must be 1 to 10,000, not " + vectorSize);
    }
    if (tokens < SentimentCnn.WINDOW || tokens > 100_000) {
      throw new IllegalArgumentException(
          "The tokens of a review must be %d to 100,000, not %d"
              .formatted(SentimentCnn.WINDOW, tokens));
    }
    Keras.checkLearningRate(learningRate);
  }

  /** 400 tokens, learning rate 0.001, seed 42. */
  public static SentimentOptions imdb(int vectorSize) {
    return new SentimentOptions(
        vectorSize, DEFAULT_TOKENS, DEFAULT_LEARNING_RATE, NetworkOptions.DEFAULT_SEED);
  }
}
