package org.dl4jlab.source;

import java.util.Locale;

/** What becomes of samples that cannot be read. */
public enum Broken {
  /** They are named and counted, the others are used. */
  SKIP,
  /** They are named, nothing is done. */
  STOP;

  /** As people type it. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
