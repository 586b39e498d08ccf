package org.dl4jlab.benchmarks;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** One step of one contestant; {@link Comparison} runs them in turn. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class Steps {

  @Param public Workload network;

  @Param({"32", "256"})
  public int batch;

  @Param({"onednn", "djl-pytorch", "dl4j", "dl4j-1-thread"})
  public String contestant;

  private Contestant running;

  @Setup
  public void open() {
    running = Contestant.of(contestant, network.task(), batch);
  }

  @TearDown
  public void close() {
    running.close();
  }

  @Benchmark
  public void train() {
    running.train();
  }

  @Benchmark
  public float[] predict() {
    return running.predict();
  }
}
