package org.dl4jlab.engine;

import java.util.concurrent.locks.ReentrantLock;

/** One thread at a time uses an accelerated network; a second one is told, and does not wait. */
final class Turn extends ReentrantLock {

  private static final long serialVersionUID = 1;

  /**
   * To be followed by {@link #unlock()}.
   *
   * @throws IllegalStateException when another thread has its turn
   */
  void take() {
    while (!tryLock()) {
      Thread other = getOwner();
      if (other != null) {
        throw new IllegalStateException(
            "Thread '%s' uses a network while thread '%s' does: give each a clone of its own"
                .formatted(Thread.currentThread().getName(), other.getName()));
      }
    }
  }
}
