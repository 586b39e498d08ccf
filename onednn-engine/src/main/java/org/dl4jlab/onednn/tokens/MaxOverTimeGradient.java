package org.dl4jlab.onednn.tokens;

import java.nio.FloatBuffer;
import java.util.Arrays;
import org.dl4jlab.data.EmbeddingMatrix;
import org.dl4jlab.data.TokenBatch;

/**
 * The gradient of a {@link TokenKernel}'s weights: for each text and filter, the vectors of the
 * window that won, times the gradient of the output. The workers share out the filters, so each sum
 * is made in the same order however many there are.
 */
public final class MaxOverTimeGradient {

  /** Filters that a worker takes at a time. */
  private static final int SHARE = 8;

  private final TokenKernel kernel;
  private final FloatBuffer weights;
  private final FloatBuffer bias;
  private final float[] sums; // [taps, filters, vector size]

  /**
   * @param weights receives the gradient, {@code [taps, filters, vector size]}
   * @param bias receives that of the bias, {@code [filters]}; null for none
   */
  public MaxOverTimeGradient(TokenKernel kernel, FloatBuffer weights, FloatBuffer bias) {
    this.kernel = kernel;
    this.weights = weights;
    this.bias = bias;
    sums = new float[kernel.taps() * kernel.filters() * kernel.vectorSize()];
  }

  /**
   * @param gradient of the output, {@code [batch, filters]}
   * @param winners the windows that the output came from, {@code [batch, filters]}
   */
  public void compute(WorkerPool workers, TokenBatch batch, float[] gradient, int[] winners) {
    int filters = kernel.filters();
    workers.run(
        (filters + SHARE - 1) / SHARE,
        (part, worker) -> {
          int to = Math.min(filters, (part + 1) * SHARE);
          for (int filter = part * SHARE; filter < to; filter++) {
            compute(filter, batch, gradient, winners);
          }
        });
  }

  private void compute(int filter, TokenBatch batch, float[] gradient, int[] winners) {
    int filters = kernel.filters();
    int size = kernel.vectorSize();
    for (int tap = 0; tap < kernel.taps(); tap++) {
      int sum = (tap * filters + filter) * size;
      Arrays.fill(sums, sum, sum + size, 0);
      for (int text = 0; text < batch.size(); text++) {
        float factor = gradient[text * filters + filter];
        int place = winners[text * filters + filter] + tap;
        if (factor != 0 && place < batch.lengths()[text]) {
          int word = batch.tokens()[text * batch.length() + place];
          add(factor, batch.table(), word * size, sum, size);
        }
      }
      weights.put(sum, sums, sum, size);
    }
    if (bias != null) {
      float sum = 0;
      for (int text = 0; text < batch.size(); text++) {
        sum += gradient[text * filters + filter];
      }
      bias.put(filter, sum);
    }
  }

  private void add(float factor, EmbeddingMatrix table, int from, int to, int size) {
    float[] vectors = table.values();
    for (int i = 0; i < size; i++) {
      sums[to + i] += factor * vectors[from + i];
    }
  }
}
