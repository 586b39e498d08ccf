package org.dl4jlab.onednn.words;

import org.dl4jlab.data.Batch;
import org.dl4jlab.data.TokenBatch;
import org.dl4jlab.onednn.plan.Input;
import org.dl4jlab.onednn.primitive.Layout;
import org.dl4jlab.onednn.primitive.Tensor;

/** An input of texts, which stay numbers of words: only a {@link WordConvolution} can read it. */
public final class WordInput implements Input {

  private final long[] dims;
  private final Workers workers;
  private TokenBatch batch;

  /**
   * @param dims {@code [batch, vector size, tokens, 1]}: the shape that the texts would have as
   *     vectors
   */
  public WordInput(long[] dims, Workers workers) {
    this.dims = dims.clone();
    this.workers = workers;
  }

  @Override
  public void load(Batch loaded) {
    batch = (TokenBatch) loaded;
  }

  TokenBatch batch() {
    return batch;
  }

  Workers workers() {
    return workers;
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
