package org.dl4jlab.onednn.tokens;

import org.dl4jlab.data.Batch;
import org.dl4jlab.data.TokenBatch;
import org.dl4jlab.onednn.plan.Input;
import org.dl4jlab.onednn.primitive.Layout;
import org.dl4jlab.onednn.primitive.Tensor;

/** An input of texts, which stay numbers of words: only a convolution over them can read it. */
public final class TokenInput implements Input {

  private final long[] dims;
  private final WorkerPool workers;
  private TokenBatch batch;

  /**
   * @param shape {@code [batch, vector size, tokens]}: the shape that the texts would have as
   *     vectors
   */
  public TokenInput(long[] shape, WorkerPool workers) {
    dims = new long[] {shape[0], shape[1], shape[2], 1};
    this.workers = workers;
  }

  @Override
  public void load(Batch loaded) {
    batch = (TokenBatch) loaded;
  }

  public TokenBatch batch() {
    return batch;
  }

  public WorkerPool workers() {
    return workers;
  }

  @Override
  public boolean isSeries() {
    return true;
  }

  @Override
  public long[] dims() {
    return dims.clone();
  }

  @Override
  public Tensor tensor() {
    throw new IllegalStateException("Words are no tensor");
  }

  @Override
  public Tensor as(Layout wanted) {
    return tensor();
  }
}
