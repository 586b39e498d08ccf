package org.dl4jlab.sweep;

import java.util.ArrayList;
import java.util.List;

/**
 * Successive halving (Jamieson and Talwalkar, AISTATS 2016): all settings are trained for a few
 * epochs, the best of them for more, until the last get all.
 */
final class Halving {

  /**
   * A stage of the sweep.
   *
   * @param settings how many take part
   * @param epochs to which they are trained
   */
  record Stage(int settings, int epochs) {}

  private Halving() {}

  /**
   * The stages, the last one to all epochs.
   *
   * @param factor one in so many settings goes on, with so many times the epochs
   */
  static List<Stage> stages(int settings, int epochs, int factor) {
    int halvings = 0;
    for (int left = settings, first = epochs; left >= factor && first >= factor; halvings++) {
      left /= factor;
      first /= factor;
    }
    List<Stage> stages = new ArrayList<>();
    for (int stage = 0; stage <= halvings; stage++) {
      stages.add(
          new Stage(
              Math.max(1, settings / power(factor, stage)),
              Math.max(1, epochs / power(factor, halvings - stage))));
    }
    return stages;
  }

  private static int power(int base, int exponent) {
    return (int) Math.pow(base, exponent);
  }
}
