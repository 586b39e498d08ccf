package org.dl4jlab.method;

import java.util.Locale;

/** Which epoch's parameters are tested in the end, and used by whoever uses the run. */
public enum Keep {
  /** Those of the last epoch. */
  LAST,
  /** Those of the epoch with the highest validation accuracy. */
  BEST;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
