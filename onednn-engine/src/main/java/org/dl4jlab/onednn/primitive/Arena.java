package org.dl4jlab.onednn.primitive;

import java.util.ArrayDeque;
import java.util.Deque;

/** Owns native objects and frees them, the last first, when it is closed. */
public final class Arena implements AutoCloseable {

  private final Deque<Runnable> releases = new ArrayDeque<>();

  void own(Runnable release) {
    releases.push(release);
  }

  @Override
  public void close() {
    while (!releases.isEmpty()) {
      releases.pop().run();
    }
  }
}
