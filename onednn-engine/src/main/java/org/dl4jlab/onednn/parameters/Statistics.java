package org.dl4jlab.onednn.parameters;

import java.nio.FloatBuffer;
import org.dl4jlab.program.RunningStatistics;

/**
 * The running mean and variance of a batch normalization, in the graph's own memory. DL4J keeps the
 * variance itself or the decimal logarithm of its root.
 */
public final class Statistics {

  private final FloatBuffer mean;
  private final FloatBuffer spread;
  private final boolean logarithmic;
  private final double decay;

  public Statistics(RunningStatistics kept) {
    this.mean = GraphMemory.floats(kept.mean());
    this.spread = GraphMemory.floats(kept.spread());
    this.logarithmic = kept.logarithmic();
    this.decay = kept.decay();
  }

  /** Moves the running values towards a batch's. */
  public void blend(FloatBuffer batchMean, FloatBuffer batchVariance) {
    for (int i = 0; i < mean.capacity(); i++) {
      mean.put(i, (float) (decay * mean.get(i) + (1 - decay) * batchMean.get(i)));
      double variance = decay * variance(i) + (1 - decay) * batchVariance.get(i);
      spread.put(i, (float) (logarithmic ? 0.5 * Math.log10(variance) : variance));
    }
  }

  public double mean(int channel) {
    return mean.get(channel);
  }

  public double variance(int channel) {
    double kept = spread.get(channel);
    return logarithmic ? Math.pow(10, 2 * kept) : kept;
  }

  public int channels() {
    return mean.capacity();
  }
}
