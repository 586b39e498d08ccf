package org.dl4jlab.serve.batch;

import java.time.Duration;

/**
 * How requests become batches.
 *
 * @param most samples of a batch
 * @param delay how long a batch that is not full waits for requests that are on their way
 * @param queue how many requests may wait
 * @param deadline after which a request that still waits is given up
 * @param engines each with a thread of its own
 * @param threads that each engine uses itself
 */
public record BatchOptions(
    int most, Duration delay, int queue, Duration deadline, int engines, int threads) {

  private static final int MOST_SAMPLES = 4096;
  private static final int MOST_WAITING = 1_000_000;
  private static final int MOST_ENGINES = 256;

  public BatchOptions {
    require("--max-batch", most, MOST_SAMPLES);
    require("--max-queue", queue, MOST_WAITING);
    require("--threads", engines, MOST_ENGINES);
    if (delay.isNegative() || delay.compareTo(Duration.ofSeconds(10)) > 0) {
      throw new IllegalArgumentException("--max-delay must be 0 to 10 s");
    }
    if (deadline.compareTo(Duration.ofMillis(1)) < 0
        || deadline.compareTo(Duration.ofHours(1)) > 0) {
      throw new IllegalArgumentException("--deadline must be 1 ms to 1 h");
    }
  }

  private static void require(String option, int value, int most) {
    if (value < 1 || value > most) {
      throw new IllegalArgumentException(
          "%s must be 1 to %,d, not %,d".formatted(option, most, value));
    }
  }
}
