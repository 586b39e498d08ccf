package org.dl4jlab.serve.batch;

import org.dl4jlab.serve.model.Refusal;
import org.dl4jlab.serve.model.Samples;

/** A request that waits for its answer. */
final class Job {

  private final Samples samples;
  private final Batcher.Reply reply;
  private final long submitted = System.nanoTime();
  private float[] outputs; // [count, classes]; null until the first are there
  private int done;
  private boolean over;

  Job(Samples samples, Batcher.Reply reply) {
    this.samples = samples;
    this.reply = reply;
  }

  Samples samples() {
    return samples;
  }

  /** In the time of {@link System#nanoTime}. */
  long submitted() {
    return submitted;
  }

  /** Takes what was computed for some of its samples, the next ones; answers when it has all. */
  void take(float[] batch, int from, int count, int classes) {
    if (outputs == null) {
      outputs = new float[samples.count() * classes];
    }
    System.arraycopy(batch, from * classes, outputs, done * classes, count * classes);
    done += count;
    if (done == samples.count()) {
      over = true;
      reply.done(outputs);
    }
  }

  /** Begins anew. */
  Job again() {
    done = 0;
    return this;
  }

  void refuse(Refusal refusal) {
    over = true;
    reply.refused(refusal);
  }

  /** Whether it was answered, in one way or the other. */
  boolean over() {
    return over;
  }
}
