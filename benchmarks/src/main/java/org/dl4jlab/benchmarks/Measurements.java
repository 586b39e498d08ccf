package org.dl4jlab.benchmarks;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What was measured in all rounds, and the medians. */
final class Measurements {

  /** A contestant at work on batches of one size. */
  record Measured(Workload network, int batch, Mode mode, String contestant) {}

  private final List<Double> ceiling = new ArrayList<>();
  private final Map<Measured, List<Double>> steps = new HashMap<>();

  /**
   * @param nanoseconds of one matrix product
   */
  void addCeiling(double nanoseconds) {
    ceiling.add(nanoseconds);
  }

  /**
   * @param nanoseconds of one batch
   */
  void add(Measured what, double nanoseconds) {
    steps.computeIfAbsent(what, unused -> new ArrayList<>()).add(nanoseconds);
  }

  /** In GFLOP/s. */
  double ceiling() {
    return PeakThroughput.FLOP / median(ceiling);
  }

  double samplesPerSecond(Measured what) {
    return what.batch() / median(steps.get(what)) * 1e9;
  }

  private static double median(List<Double> values) {
    return values.stream().sorted().skip(values.size() / 2).findFirst().orElseThrow();
  }
}
