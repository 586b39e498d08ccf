package org.dl4jlab.benchmarks;

import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.dl4jlab.augment.Augmentation;
import org.dl4jlab.data.Batch;
import org.dl4jlab.data.Dataset;
import org.dl4jlab.data.ImageDataset;
import org.dl4jlab.data.SampleOrder;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** Images of 32x32 pixels in three colours that one thread changes in a second. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class AugmentationMain {

  private static final int COUNT = 10_000;
  private static final int BATCH = 1000;
  private static final int SIZE = 32;
  private static final int CHANNELS = 3;

  /** What is done to the images. */
  @Param({"flip:alternate,crop:2", "flip,crop:4,cutout:8,colour:0.2"})
  public String changes;

  private final int[] order = SampleOrder.shuffled(COUNT, 1, 1);
  private Dataset images;
  private int from;

  public static void main(String[] args) throws RunnerException {
    new Runner(
            new OptionsBuilder()
                .include(AugmentationMain.class.getName())
                .forks(1)
                .warmupIterations(2)
                .warmupTime(TimeValue.seconds(2))
                .measurementIterations(3)
                .measurementTime(TimeValue.seconds(2))
                .build())
        .run();
  }

  @Setup
  public void draw() {
    byte[] pixels = new byte[COUNT * CHANNELS * SIZE * SIZE];
    new Random(1).nextBytes(pixels);
    images =
        Augmentation.of(changes)
            .of(
                new ImageDataset(SIZE, SIZE, CHANNELS, pixels, new byte[COUNT], List.of("a", "b")),
                42);
  }

  @Benchmark
  @OperationsPerInvocation(BATCH)
  public Batch change() {
    from = (from + BATCH) % COUNT;
    return images.inEpoch(1 + from).batch(order, from, from + BATCH);
  }
}
