package org.dl4jlab.augment;

import java.util.SplittableRandom;

/**
 * When an image is seen. All chance comes from here, so it is the same whatever was drawn before,
 * in whatever order, by however many threads.
 *
 * @param seed of the training
 * @param epoch counted from 1
 * @param sample the image's number in its data set
 */
record Occasion(long seed, int epoch, int sample) {

  /**
   * Random numbers of this occasion.
   *
   * @param purpose each has its own, so that one change does not alter what another draws
   */
  SplittableRandom random(long purpose) {
    return new SplittableRandom(mix(mix(mix(mix(seed) + epoch) + sample) + purpose));
  }

  /** A bit that the image keeps through all epochs. */
  boolean bit() {
    return (mix(mix(seed) + sample) & 1) == 1;
  }

  /** Steele, Lea and Flood 2014 (SplitMix64): neighbouring numbers become unlike ones. */
  private static long mix(long number) {
    long mixed = number + 0x9E3779B97F4A7C15L;
    mixed = (mixed ^ mixed >>> 30) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ mixed >>> 27) * 0x94D049BB133111EBL;
    return mixed ^ mixed >>> 31;
  }
}
