package org.dl4jlab.engine;

import org.dl4jlab.program.NetworkModel;

/** The seed of a step's dropout masks: a function of the network's seed and its iteration only. */
public final class DropoutSeed {

  private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

  private DropoutSeed() {}

  public static long of(NetworkModel network) {
    return of(network.seed(), network.iteration());
  }

  /** SplitMix64's mixing function (Steele, Lea and Flood 2014). */
  static long of(long seed, long iteration) {
    long z = seed + (iteration + 1) * GOLDEN_GAMMA;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
