package org.dl4jlab.engine;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One thread at a time uses an engine or an accelerated network. A second one that wants to compute
 * is told, and does not wait; one that only reads waits for the end of a step, as DL4J's own
 * workers do.
 */
final class Turn extends ReentrantLock {

  private static final long serialVersionUID = 1;
  private static final long PATIENCE_SECONDS = 2;

  private volatile boolean computing;

  /**
   * For a computation; to be followed by {@link #unlock()}.
   *
   * @throws IllegalStateException when another thread computes
   */
  void take() {
    while (!tryLock()) {
      Thread other = getOwner();
      if (computing && other != null) {
        throw inUse(other);
      }
      Thread.onSpinWait(); // the other gives it back at once
    }
    computing = true;
  }

  /**
   * For a moment; to be followed by {@link #unlock()}.
   *
   * @throws IllegalStateException when another thread computes for long
   */
  void takeBriefly() {
    boolean taken = tryLock();
    while (!taken) {
      Thread other = getOwner();
      taken = tryLockFor(PATIENCE_SECONDS);
      if (!taken && other != null) {
        throw inUse(other);
      }
    }
  }

  /**
   * @throws IllegalStateException when this thread itself is in the midst of a computation, as a
   *     listener is
   */
  void requireNoComputation() {
    if (computing && isHeldByCurrentThread()) {
      throw new IllegalStateException("The engine is in the midst of a step: close it afterwards");
    }
  }

  private boolean tryLockFor(long seconds) {
    try {
      return tryLock(seconds, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return tryLock();
    }
  }

  private static IllegalStateException inUse(Thread other) {
    return new IllegalStateException(
        "Thread '%s' uses a network while thread '%s' does: give each a clone of its own"
            .formatted(Thread.currentThread().getName(), other.getName()));
  }

  @Override
  public void unlock() {
    if (getHoldCount() == 1) {
      computing = false;
    }
    super.unlock();
  }
}
