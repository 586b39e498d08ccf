package org.dl4jlab.benchmarks;

import java.util.Locale;

/** What a contestant does with a batch. */
enum Mode {
  TRAIN,
  PREDICT;

  /** What people type, and the name of the method in {@link Steps}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
