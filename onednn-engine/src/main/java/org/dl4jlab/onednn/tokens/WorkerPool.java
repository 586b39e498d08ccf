package org.dl4jlab.onednn.tokens;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.nd4j.nativeblas.NativeOpsHolder;

/**
 * Threads of Java's that share out a piece of work, the calling thread among them. Each runs
 * oneDNN's primitives alone: OpenMP's own threads would spin for a while after each primitive and
 * take the processors from Java's.
 */
public final class WorkerPool implements AutoCloseable {

  /** Does one part of a piece of work. */
  @FunctionalInterface
  public interface Part {
    /**
     * @param part 0, 1, … in no particular order
     * @param worker 0 to {@link #count()} - 1: no two threads have the same at a time
     */
    void run(int part, int worker);
  }

  private final int count;
  private final ExecutorService others;

  public WorkerPool(int count) {
    this.count = count;
    others =
        count == 1
            ? null
            : Executors.newFixedThreadPool(
                count - 1,
                work -> {
                  Thread thread = new Thread(work, "dl4jlab-worker");
                  thread.setDaemon(true);
                  return thread;
                });
  }

  public int count() {
    return count;
  }

  /** Runs all parts and returns when the last is done. */
  public void run(int parts, Part work) {
    AtomicInteger next = new AtomicInteger();
    List<Future<Void>> running =
        IntStream.range(1, Math.min(count, parts))
            .mapToObj(worker -> others.submit(share(next, parts, worker, work)))
            .toList();
    try {
      share(next, parts, 0, work).call();
    } catch (Exception e) {
      throw new IllegalStateException("A share of the work failed", e);
    } finally {
      running.forEach(WorkerPool::await);
    }
  }

  private static Callable<Void> share(AtomicInteger next, int parts, int worker, Part work) {
    return () -> {
      NativeOpsHolder.getInstance().getDeviceNativeOps().setOmpNumThreads(1);
      for (int part; (part = next.getAndIncrement()) < parts; ) {
        work.run(part, worker);
      }
      return null;
    };
  }

  /** Waits whatever comes: nobody may go on while a share still runs. */
  private static void await(Future<Void> share) {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          share.get();
          return;
        } catch (InterruptedException e) {
          interrupted = true;
        } catch (ExecutionException e) {
          throw new IllegalStateException("A share of the work failed", e.getCause());
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Override
  public void close() {
    if (others != null) {
      others.shutdown();
    }
  }
}
