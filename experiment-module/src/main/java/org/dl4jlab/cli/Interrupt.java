package org.dl4jlab.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Turns Ctrl-C (and the signal of {@code docker stop}) into a wish: the process lives on until the
 * work in hand is saved and this is closed.
 */
public final class Interrupt implements AutoCloseable {

  private static final long PATIENCE_SECONDS = 60;

  private final CountDownLatch saved = new CountDownLatch(1);
  private final Thread hook = new Thread(this::ask, "interrupt");
  private volatile boolean requested;

  public Interrupt() {
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /** Whether the work should end soon. */
  public boolean requested() {
    return requested;
  }

  private void ask() {
    requested = true;
    try {
      saved.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    saved.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException shutdownHasBegun) {
      // The hook runs, or is about to, and finds that everything is saved.
    }
  }
}
