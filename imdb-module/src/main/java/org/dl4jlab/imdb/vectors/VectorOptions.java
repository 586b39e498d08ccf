package org.dl4jlab.imdb.vectors;

/**
 * How word vectors are trained (Mikolov et al. 2013, "Distributed Representations of Words and
 * Phrases and their Compositionality").
 *
 * @param size numbers of a vector
 * @param window how far a word's context reaches, in words to either side; for each word it is
 *     drawn anew between 1 and this
 * @param minCount how often a word must occur to get a vector
 * @param epochs how often the texts are gone through
 * @param negative words drawn at random against each word of a context
 * @param learningRate at the start; it falls to 0.0001 in a straight line
 * @param cbow whether a context predicts its word (CBOW) or a word its context (skip-gram)
 * @param seed of the first vectors
 * @param threads that train at once; with one the same seed gives the same vectors
 */
public record VectorOptions(
    int size,
    int window,
    int minCount,
    int epochs,
    int negative,
    double learningRate,
    boolean cbow,
    long seed,
    int threads) {

  public VectorOptions {
    require("The size of a vector", size, 1, VectorHeader.LARGEST_SIZE);
    require("The window", window, 1, 100);
    require("A word's count", minCount, 1, 1_000_000);
    require("Epochs", epochs, 1, 1_000_000);
    require("Negative samples", negative, 1, 100);
    require("Threads", threads, 1, 1024);
    if (!(learningRate > 0 && learningRate <= 1)) {
      throw new IllegalArgumentException(
          "The learning rate must be above 0 and at most 1, not " + learningRate);
    }
  }

  private static void require(String name, int value, int least, int most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          "%s must be %,d to %,d, not %d".formatted(name, least, most, value));
    }
  }

  /** Skip-gram, 100 numbers, window 5, words that occur 5 times, 3 epochs, 5 negative samples. */
  public static VectorOptions defaults() {
    return new VectorOptions(100, 5, 5, 3, 5, 0.025, false, 42, 1);
  }
}
