package org.dl4jlab.cifar.own;

import java.io.Closeable;
import java.io.IOException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Threads that work off what one thread brings, which has to wait while they have enough to do.
 * What a task throws, is thrown on to who brings the tasks.
 */
final class Workers implements Closeable {

  private final int places;
  private final Semaphore free;
  private final ExecutorService threads;
  private final AtomicReference<Throwable> failure = new AtomicReference<>();

  Workers(int count) {
    places = 2 * count;
    free = new Semaphore(places);
    threads =
        Executors.newFixedThreadPool(
            count,
            task -> {
              Thread thread = new Thread(task, "pictures");
              thread.setDaemon(true);
              return thread;
            });
  }

  /** Hands over a task as soon as there is room for it. */
  void submit(Runnable task) throws IOException {
    await(1);
    threads.execute(
        () -> {
          try {
            task.run();
          } catch (Throwable e) {
            failure.compareAndSet(null, e);
          } finally {
            free.release();
          }
        });
  }

  /** Waits for all tasks. */
  void finish() throws IOException {
    await(places);
    free.release(places);
  }

  private void await(int count) throws IOException {
    try {
      free.acquire(count);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted while reading pictures", e);
    }
    Throwable thrown = failure.get();
    if (thrown != null) {
      free.release(count);
      throw new IllegalStateException("A picture's reading failed", thrown);
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
