package org.dl4jlab.spark.score;

import java.io.IOException;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A worker's scorers: as many as it has tasks at a time, since an engine is one thread's. */
final class Scorers {

  private static final Map<String, Queue<Scorer<?>>> IDLE = new ConcurrentHashMap<>();

  private Scorers() {}

  /** One that nobody else uses. */
  static Scorer<?> take(RunCopy run, Scorer.Opener opener) throws IOException {
    Scorer<?> idle = idle(run.id()).poll();
    return idle == null ? run.open(opener) : idle;
  }

  static void giveBack(RunCopy run, Scorer<?> scorer) {
    idle(run.id()).add(scorer);
  }

  private static Queue<Scorer<?>> idle(String id) {
    return IDLE.computeIfAbsent(id, unused -> new ConcurrentLinkedQueue<>());
  }

  /** Frees what this process holds of a run. */
  static void close(String id) {
    Queue<Scorer<?>> scorers = IDLE.remove(id);
    if (scorers != null) {
      scorers.forEach(scorer -> scorer.engine().close());
    }
  }
}
