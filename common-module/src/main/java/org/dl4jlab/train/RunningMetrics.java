package org.dl4jlab.train;

import org.dl4jlab.engine.StepResult;

/**
 * Sums over the steps of an epoch so far.
 *
 * @param samples how many samples were seen
 * @param lossSum sum of their losses
 * @param correct how many were classified rightly
 */
public record RunningMetrics(int samples, double lossSum, long correct) {

  public static final RunningMetrics NONE = new RunningMetrics(0, 0, 0);

  /** A step's loss is a mean, so it counts for as many samples as the batch had. */
  public RunningMetrics plus(StepResult step, int batch) {
    return new RunningMetrics(
        samples + batch, lossSum + step.loss() * batch, correct + step.correct());
  }

  public double loss() {
    return samples == 0 ? Double.NaN : lossSum / samples;
  }

  public double accuracy() {
    return samples == 0 ? Double.NaN : (double) correct / samples;
  }
}
