package org.dl4jlab.benchmarks.serving;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import org.dl4jlab.data.Batch;
import org.dl4jlab.data.ImageBatch;
import org.dl4jlab.engine.Engine;
import org.dl4jlab.engine.EngineOptions;
import org.dl4jlab.engine.Engines;

/** What engines predict by themselves, as {@code predict} uses them. */
final class EnginesAlone implements AutoCloseable {

  private static final int BATCH = 32; // as in the README's table

  private final List<Engine> usual; // one, with the threads that it chooses
  private final List<Engine> ofCores = new ArrayList<>(); // one a core

  EnginesAlone(ServedNetwork network) {
    usual = List.of(Engines.fastest(network.graph()));
    for (int i = 0; i < Runtime.getRuntime().availableProcessors(); i++) {
      ofCores.add(Engines.fastest(network.graph(), new EngineOptions(1), System.err::println));
    }
  }

  /** Images a second of the usual engine. */
  double usual(Duration time) throws InterruptedException {
    return rate(usual, time);
  }

  /** Images a second of an engine a core, together. */
  double ofCores(Duration time) throws InterruptedException {
    return rate(ofCores, time);
  }

  /** Each works on a batch that is there, in a thread of its own. */
  private static double rate(List<Engine> engines, Duration time) throws InterruptedException {
    Batch batch =
        new ImageBatch(
            new int[] {BATCH, 3, 32, 32}, new byte[BATCH * 3 * 32 * 32], new int[BATCH], 10);
    LongAdder done = new LongAdder();
    long start = System.nanoTime();
    List<Thread> threads = new ArrayList<>();
    for (Engine engine : engines) {
      Thread thread =
          new Thread(
              () -> {
                while (System.nanoTime() - start < time.toNanos()) {
                  engine.output(batch).data().asFloat();
                  done.add(BATCH);
                }
              });
      thread.start();
      threads.add(thread);
    }
    for (Thread thread : threads) {
      thread.join();
    }
    return done.sum() / ((System.nanoTime() - start) / 1e9);
  }

  @Override
  public void close() {
    usual.forEach(Engine::close);
    ofCores.forEach(Engine::close);
  }
}
