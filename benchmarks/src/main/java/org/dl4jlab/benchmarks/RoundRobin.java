package org.dl4jlab.benchmarks;

import java.util.List;

/** Hands out things in turn, for ever. */
final class RoundRobin<T> {

  private final List<T> things;
  private int next;

  RoundRobin(List<T> things) {
    this.things = things;
  }

  T take() {
    T thing = things.get(next);
    next = (next + 1) % things.size();
    return thing;
  }
}
