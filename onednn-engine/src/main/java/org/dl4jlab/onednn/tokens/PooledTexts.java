package org.dl4jlab.onednn.tokens;

import java.util.Arrays;
import java.util.function.IntFunction;
import org.dl4jlab.data.EmbeddingMatrix;
import org.dl4jlab.data.TokenBatch;

/**
 * The strongest windows of a batch's texts, which the workers share out. Of the windows that see
 * nothing but padding, one is enough.
 */
public final class PooledTexts {

  private final TokenKernel kernel;
  private final WorkerPool workers;
  private final Scratch[] scratches; // one for each worker

  /** A worker's own memory. */
  private static final class Scratch {
    private final MaxOverTimePooling windows;
    private float[][] rows = new float[0][];

    Scratch(TokenKernel kernel) {
      windows = new MaxOverTimePooling(kernel.taps(), kernel.filters());
    }
  }

  /** Receives a text's strongest windows, on any thread. */
  @FunctionalInterface
  public interface Receiver {
    /**
     * @param strongest its sums, from 0 to {@code filters}; to be copied
     */
    void text(int text, float[] strongest);
  }

  public PooledTexts(TokenKernel kernel, WorkerPool workers) {
    this.kernel = kernel;
    this.workers = workers;
    scratches = new Scratch[workers.count()];
    Arrays.setAll(scratches, i -> new Scratch(kernel));
  }

  /**
   * @param row of a word, by its number in the table
   * @param winners {@code [batch * filters]}: receives the windows, null if nobody asks
   */
  public void find(TokenBatch batch, IntFunction<float[]> row, int[] winners, Receiver receiver) {
    workers.run(
        batch.size(),
        (text, worker) -> {
          Scratch scratch = scratches[worker];
          int windows = gather(batch, text, row, scratch);
          receiver.text(
              text,
              winners == null
                  ? scratch.windows.find(scratch.rows, windows)
                  : scratch.windows.find(scratch.rows, windows, winners, text * kernel.filters()));
        });
  }

  /** Collects the rows of a text's words and returns how many windows there are. */
  private int gather(TokenBatch batch, int text, IntFunction<float[]> row, Scratch scratch) {
    int length = batch.lengths()[text];
    int windows = Math.min(length, batch.length() - kernel.taps()) + 1;
    int rows = windows + kernel.taps() - 1;
    if (scratch.rows.length < rows) {
      scratch.rows = new float[rows][];
    }
    int from = text * batch.length();
    for (int t = 0; t < rows; t++) {
      scratch.rows[t] = row.apply(t < length ? batch.tokens()[from + t] : EmbeddingMatrix.PADDING);
    }
    return windows;
  }
}
