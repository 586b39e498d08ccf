package org.dl4jlab.onednn.tokens;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_WEIGHTS;
import static org.bytedeco.dnnl.global.dnnl.dnnl_query_weights_md;

import java.nio.FloatBuffer;
import org.dl4jlab.data.EmbeddingMatrix;
import org.dl4jlab.onednn.plan.Plan;
import org.dl4jlab.onednn.primitive.Arena;
import org.dl4jlab.onednn.primitive.Layout;
import org.dl4jlab.onednn.primitive.Primitive;
import org.dl4jlab.onednn.primitive.Primitives;
import org.dl4jlab.onednn.primitive.Tensor;

/**
 * Word vectors times the weights of all taps: a row of {@code taps * filters} numbers for each
 * word. Every worker multiplies a block of words at a time, in memory of its own that stays in its
 * core's cache.
 */
public final class TokenProjections {

  /** Words that are multiplied at once. */
  private static final int BLOCK = 128;

  private final WorkerPool workers;
  private final Block[] blocks; // one for each worker

  /** A worker's own memory and its call of oneDNN. */
  private record Block(FloatBuffer vectors, FloatBuffer rows, Runnable multiply) {}

  /**
   * @param plan owns the memory
   * @param weightsPlan brings the weights into the order that the product likes, when it is run
   * @param weights {@code [vector size, taps * filters]} in any layout
   */
  public TokenProjections(Plan plan, Plan weightsPlan, Tensor weights, WorkerPool workers) {
    this.workers = workers;
    long size = weights.dims()[0];
    long width = weights.dims()[1];
    Arena arena = plan.arena();
    Layout vectors = Layout.plain(arena, BLOCK, size);
    Layout rows = Layout.plain(arena, BLOCK, width);
    Primitive product = Primitives.matmul(arena, vectors, Layout.any(arena, size, width), rows);
    Tensor packed = weightsPlan.as(weights, product.layout(dnnl_query_weights_md, size, width));
    blocks = new Block[workers.count()];
    for (int i = 0; i < blocks.length; i++) {
      Tensor source = plan.tensor(vectors);
      Tensor result = plan.tensor(rows);
      blocks[i] =
          new Block(
              source.floats(),
              result.floats(),
              product.call(
                  Primitive.arg(DNNL_ARG_SRC, source),
                  Primitive.arg(DNNL_ARG_WEIGHTS, packed),
                  Primitive.arg(DNNL_ARG_DST, result)));
    }
  }

  /**
   * Computes the rows of some words.
   *
   * @param words numbers of the first {@code count} words
   * @param rows receives them, at the same places
   */
  public void compute(EmbeddingMatrix table, int[] words, int count, float[][] rows) {
    workers.run(
        (count + BLOCK - 1) / BLOCK,
        (part, worker) -> {
          Block block = blocks[worker];
          int from = part * BLOCK;
          int to = Math.min(count, from + BLOCK);
          for (int i = from; i < to; i++) {
            block.vectors.put(
                (i - from) * table.size(), table.values(), words[i] * table.size(), table.size());
          }
          block.multiply.run();
          for (int i = from; i < to; i++) {
            block.rows.get((i - from) * rows[i].length, rows[i]);
          }
        });
  }
}
