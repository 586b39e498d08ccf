package org.dl4jlab.benchmarks;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_WEIGHTS;

import java.util.concurrent.TimeUnit;
import org.dl4jlab.onednn.primitive.Arena;
import org.dl4jlab.onednn.primitive.Layout;
import org.dl4jlab.onednn.primitive.Primitive;
import org.dl4jlab.onednn.primitive.Primitives;
import org.dl4jlab.onednn.primitive.Tensor;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** What the machine can do at best: a large matrix product of oneDNN on all cores. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class PeakThroughput {

  private static final int SIZE = 2048;

  /** Multiplications and additions of one product. */
  static final double FLOP = 2.0 * SIZE * SIZE * SIZE;

  private final Arena arena = new Arena();
  private Runnable product;

  @Setup
  public void open() {
    Layout matrix = Layout.plain(arena, SIZE, SIZE);
    Tensor a = Tensor.allocate(arena, matrix);
    Tensor b = Tensor.allocate(arena, matrix);
    for (int i = 0; i < SIZE * SIZE; i++) {
      a.floats().put(i, i % 17);
      b.floats().put(i, i % 13);
    }
    product =
        Primitives.matmul(arena, matrix, matrix, matrix)
            .call(
                Primitive.arg(DNNL_ARG_SRC, a),
                Primitive.arg(DNNL_ARG_WEIGHTS, b),
                Primitive.arg(DNNL_ARG_DST, Tensor.allocate(arena, matrix)));
  }

  @TearDown
  public void close() {
    arena.close();
  }

  @Benchmark
  public void matmul() {
    product.run();
  }
}
