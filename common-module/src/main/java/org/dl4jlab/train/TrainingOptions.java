package org.dl4jlab.train;

/**
 * How the loop runs.
 *
 * @param epochs how often the data is gone through, in all: a resumed run counts its earlier epochs
 * @param batchSize samples of a step
 * @param seed seed of the order of the samples
 * @param stopping what ends it before its last epoch
 */
public record TrainingOptions(int epochs, int batchSize, long seed, EarlyStopping stopping) {

  public static final int DEFAULT_BATCH_SIZE = 32;

  /** To the last epoch. */
  public TrainingOptions(int epochs, int batchSize, long seed) {
    this(epochs, batchSize, seed, EarlyStopping.NEVER);
  }

  public TrainingOptions {
    if (epochs < 1 || epochs > 1_000_000) {
      throw new IllegalArgumentException("Epochs must be 1 to 1,000,000, not " + epochs);
    }
    if (batchSize < 1) {
      throw new IllegalArgumentException("The batch must be 1 or more samples, not " + batchSize);
    }
  }

  /**
   * In how many steps so many samples are gone through, the last perhaps with fewer than a batch.
   */
  public static int stepsOfEpoch(int samples, int batchSize) {
    return (samples + batchSize - 1) / batchSize;
  }

  /** Whether a training has all its epochs behind it, or was ended before. */
  public boolean isOver(History history) {
    return history.epochs().size() >= epochs || stopping.isOver(history);
  }
}
