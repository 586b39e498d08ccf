package org.dl4jlab.train;

/**
 * Parameters that are pulled back to slow ones as they learn (Zhang et al., "Lookahead Optimizer: k
 * steps forward, 1 step back", 2019), in the course of K. Jordan, "94% on CIFAR-10 in 3.29 Seconds
 * on a Single GPU" (2024): after every so many steps {@code slow = decay * slow + (1 - decay) *
 * parameters}, and the parameters become the slow ones; the decay grows with the cube of the share
 * of the training that is done, to 0.95 for each step between.
 *
 * @param every so many steps
 * @param steps of the whole training
 */
public record Lookahead(int every, int steps) {

  private static final double DECAY = 0.95;

  public Lookahead {
    if (every < 1 || steps < 1) {
      throw new IllegalArgumentException(
          "A lookahead has 1 step or more, not %d of %d".formatted(every, steps));
    }
  }

  /** Whether this many steps make it due. */
  boolean isDue(int done) {
    return done % every == 0;
  }

  /** How much of the slow parameters is kept after so many steps. */
  double decay(int done) {
    return Math.pow(DECAY, every) * Math.pow(Math.min(1, (double) done / steps), 3);
  }
}
