package org.dl4jlab.nets;

/**
 * What the sentiment network needs to know of its task.
 *
 * @param vectorSize numbers of a word vector
 * @param tokens words of a text, padding included; at least the 3 of a window
 * @param learningRate Adam's step size
 * @param seed seed of the initial weights and of dropout
 * @param classes 2 to 1,000; of two, the network says how probable the second is
 */
public record SentimentOptions(
    int vectorSize, int tokens, double learningRate, long seed, int classes) {

  /** Adam's step size in the lecture's sentiment experiment. */
  public static final double DEFAULT_LEARNING_RATE = 0.001;

  /** Words to which the lecture cuts or pads a review. */
  public static final int DEFAULT_TOKENS = 400;

  /** Negative and positive. */
  public static final int DEFAULT_CLASSES = 2;

  /** The most classes that are told apart. */
  public static final int MOST_CLASSES = 1000;

  /** Of two classes. */
  public SentimentOptions(int vectorSize, int tokens, double learningRate, long seed) {
    this(vectorSize, tokens, learningRate, seed, DEFAULT_CLASSES);
  }

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
    if (classes < DEFAULT_CLASSES || classes > MOST_CLASSES) {
      throw new IllegalArgumentException(
          "The classes must be %d to %,d, not %,d"
              .formatted(DEFAULT_CLASSES, MOST_CLASSES, classes));
    }
  }

  /** 400 tokens, learning rate 0.001, seed 42. */
  public static SentimentOptions imdb(int vectorSize) {
    return new SentimentOptions(
        vectorSize, DEFAULT_TOKENS, DEFAULT_LEARNING_RATE, NetworkOptions.DEFAULT_SEED);
  }
}
