package org.dl4jlab.serve.http;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.dl4jlab.serve.model.Refusal;

/** The threads that decode images, read long JSON and explain: few, with few requests that wait. */
public final class Workers implements AutoCloseable {

  private static final int MOST_WAITING = 256;

  private final ThreadPoolExecutor threads;

  public Workers(int count) {
    threads =
        new ThreadPoolExecutor(
            count,
            count,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(MOST_WAITING),
            work -> {
              Thread thread = new Thread(work, "server's work");
              thread.setDaemon(true);
              return thread;
            });
  }

  /**
   * @throws Refusal when too much waits already
   */
  void execute(Runnable work) {
    try {
      threads.execute(work);
    } catch (RejectedExecutionException e) {
      throw new Refusal(Refusal.BUSY, "Too many requests wait already; try again later");
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
