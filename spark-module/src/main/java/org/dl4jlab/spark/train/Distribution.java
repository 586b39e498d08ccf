package org.dl4jlab.spark.train;

/**
 * How a training is divided. With the seed it says all that the trained network depends on.
 *
 * @param partitions of the training samples; each is trained on by itself
 * @param steps that a partition takes before all are averaged
 */
public record Distribution(int partitions, int steps) {

  private static final int MOST = 1_000_000;

  /**
   * @throws IllegalArgumentException when there is nothing to divide into
   */
  public Distribution {
    if (partitions < 1 || partitions > MOST) {
      throw new IllegalArgumentException(
          "There are 1 to %,d partitions, not %d".formatted(MOST, partitions));
    }
    if (steps < 1 || steps > MOST) {
      throw new IllegalArgumentException(
          "A partition takes 1 to %,d steps before all are averaged, not %d"
              .formatted(MOST, steps));
    }
  }
}
