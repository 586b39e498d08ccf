package org.dl4jlab.method;

import java.util.Locale;

/** How the learning rate changes in the course of a training. */
public enum Schedule {
  /** Not at all. */
  CONSTANT,
  /** After every so many epochs it is multiplied by a factor. */
  STEP,
  /** It falls to 0 along half a wave (Loshchilov and Hutter 2017). */
  COSINE,
  /** It rises tenfold, falls back as long, and fades (Smith and Topin 2018). */
  ONE_CYCLE,
  /** It rises from a fifth in the first 23 % of the training, and falls to 7 % (Jordan 2024). */
  TRIANGLE;

  /** As people type it: {@code one-cycle}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
