package org.dl4jlab.train;

import org.dl4jlab.engine.Step;

/**
 * Sums over the steps of an epoch so far.
 *
 * @param samples how many samples were seen
 * @param lossSum sum of their losses
 * @param correct how many were classified rightly
 */
public record Totals(int samples, double lossSum, long correct) {

  public static final Totals NONE = new Totals(0, 0, 0);

  /** A step's loss is a mean, so it counts for as many samples as the batch had. */
  public Totals plus(Step step, int batch) {
    return new Totals(samples + batch, lossSum + step.loss() * batch, correct + step.correct());
  }

  public double loss() {
    return samples == 0 ? Double.NaN : lossSum / samples;
  }

  public double accuracy() {
    return samples == 0 ? Double.NaN : (double) correct / samples;
  }
}
