package org.dl4jlab.source;

/**
 * Which samples are tested of data whose layout does not say it. What is laid out as {@code train}
 * and {@code test} stays divided as it is.
 */
public enum Division {
  /** Every fifth of a class, the others are to train on. */
  HELD_OUT,
  /** All: the data was named to test a network on that has not seen it. */
  ALL_TESTED
}
