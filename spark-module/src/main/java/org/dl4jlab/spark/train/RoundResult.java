package org.dl4jlab.spark.train;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/**
 * What a partition's steps have come to.
 *
 * @param samples that were trained on
 * @param lossSum of the samples' losses
 * @param correct how many were classified rightly
 */
record RoundResult(ModelState state, int samples, double lossSum, int correct)
    implements Serializable {

  /**
   * All partitions' together: states are averaged by their samples, in the order of the partitions,
   * so that the sums have the same bits whoever was ready first.
   */
  static RoundResult average(List<RoundResult> ofPartitions) {
    int samples = ofPartitions.stream().mapToInt(RoundResult::samples).sum();
    double lossSum = 0;
    int correct = 0;
    int iteration = 0;
    for (RoundResult result : ofPartitions) {
      lossSum += result.lossSum();
      correct += result.correct();
      iteration = Math.max(iteration, result.state().iteration());
    }
    return new RoundResult(
        new ModelState(
            average(ofPartitions, samples, ModelState::parameters),
            average(ofPartitions, samples, ModelState::updater),
            iteration,
            ofPartitions.get(0).state().epoch()),
        samples,
        lossSum,
        correct);
  }

  /**
   * One of so many slices of its state.
   *
   * @param slice counted from 0
   */
  RoundResult slice(int slice, int slices) {
    return new RoundResult(
        new ModelState(
            slice(state.parameters(), slice, slices),
            slice(state.updater(), slice, slices),
            state.iteration(),
            state.epoch()),
        samples,
        lossSum,
        correct);
  }

  private static float[] slice(float[] values, int slice, int slices) {
    return Arrays.copyOfRange(
        values, bound(values.length, slice, slices), bound(values.length, slice + 1, slices));
  }

  private static int bound(int length, int slice, int slices) {
    return (int) ((long) length * slice / slices);
  }

  /** The whole of slices in their order. */
  static RoundResult joined(List<RoundResult> slices) {
    RoundResult first = slices.get(0);
    return new RoundResult(
        new ModelState(
            joined(slices, ModelState::parameters),
            joined(slices, ModelState::updater),
            first.state().iteration(),
            first.state().epoch()),
        first.samples(),
        first.lossSum(),
        first.correct());
  }

  private static float[] joined(List<RoundResult> slices, Function<ModelState, float[]> part) {
    List<float[]> parts = slices.stream().map(slice -> part.apply(slice.state())).toList();
    float[] whole = new float[parts.stream().mapToInt(values -> values.length).sum()];
    int at = 0;
    for (float[] values : parts) {
      System.arraycopy(values, 0, whole, at, values.length);
      at += values.length;
    }
    return whole;
  }

  private static float[] average(
      List<RoundResult> results, int samples, Function<ModelState, float[]> part) {
    double[] sums = new double[part.apply(results.get(0).state()).length];
    for (RoundResult result : results) {
      double weight = (double) result.samples() / samples;
      float[] values = part.apply(result.state());
      for (int i = 0; i < sums.length && weight > 0; i++) {
        sums[i] += weight * values[i];
      }
    }
    float[] average = new float[sums.length];
    for (int i = 0; i < sums.length; i++) {
      average[i] = (float) sums[i];
    }
    return average;
  }
}
