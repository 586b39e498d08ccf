package org.dl4jlab.serve.batch;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.dl4jlab.serve.model.Refusal;

/** The requests of one model that wait for an engine, in their order. */
final class JobQueue {

  private final BatchOptions options;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Deque<Job> jobs = new ArrayDeque<>();
  private int samples; // of all that wait
  private int coming; // requests whose bodies are being received
  private boolean closed;

  JobQueue(BatchOptions options) {
    this.options = options;
  }

  /**
   * @throws Refusal when there are as many as may wait, or the server ends
   */
  void add(Job job) {
    lock.lock();
    try {
      if (closed) {
        throw new Refusal(Refusal.BUSY, "The server is being stopped");
      }
      if (jobs.size() >= options.queue()) {
        throw new Refusal(
            Refusal.BUSY, "%,d requests wait already; try again later".formatted(jobs.size()));
      }
      jobs.add(job);
      samples += job.samples().count();
      changed.signal();
    } finally {
      lock.unlock();
    }
  }

  /** Tells of requests that will be added soon, or by a negative number that they were. */
  void coming(int more) {
    lock.lock();
    try {
      coming += more;
      if (coming == 0) {
        changed.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  int size() {
    lock.lock();
    try {
      return jobs.size();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits for requests and takes as many as fill a batch, of one kind. One that is not full waits
   * for more only while some are on their way.
   *
   * @return empty when the queue is closed and nothing is left
   */
  List<Job> take() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (true) {
        while (jobs.isEmpty()) {
          if (closed) {
            return List.of();
          }
          changed.await();
        }
        long left = jobs.peek().submitted() + options.delay().toNanos() - System.nanoTime();
        if (left <= 0 || samples >= options.most() || coming == 0 || closed) {
          return batch();
        }
        changed.await(left, TimeUnit.NANOSECONDS);
      }
    } finally {
      lock.unlock();
    }
  }

  private List<Job> batch() {
    List<Job> batch = new ArrayList<>();
    int size = 0;
    Object kind = jobs.peek().samples().kind();
    while (!jobs.isEmpty() && size < options.most() && jobs.peek().samples().kind().equals(kind)) {
      Job job = jobs.remove();
      samples -= job.samples().count();
      size += job.samples().count();
      batch.add(job);
    }
    if (!jobs.isEmpty()) {
      changed.signal();
    }
    return batch;
  }

  /** Takes those that have waited too long. */
  List<Job> late() {
    lock.lock();
    try {
      List<Job> late = new ArrayList<>();
      long oldest = System.nanoTime() - options.deadline().toNanos();
      while (!jobs.isEmpty() && jobs.peek().submitted() - oldest < 0) {
        Job job = jobs.remove();
        samples -= job.samples().count();
        late.add(job);
      }
      return late;
    } finally {
      lock.unlock();
    }
  }

  /** Takes no more; what waits is still given out. */
  void close() {
    lock.lock();
    try {
      closed = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
