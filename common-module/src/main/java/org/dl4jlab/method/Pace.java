package org.dl4jlab.method;

import java.util.Locale;

/** How often the learning rate changes. */
public enum Pace {
  STEP,
  EPOCH;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
