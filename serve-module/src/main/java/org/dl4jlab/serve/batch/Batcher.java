package org.dl4jlab.serve.batch;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.dl4jlab.serve.model.Predictor;
import org.dl4jlab.serve.model.Refusal;
import org.dl4jlab.serve.model.Samples;
import org.dl4jlab.serve.model.ServedModel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gathers requests of one model into batches and has its engines compute them: each engine has a
 * thread that takes what waits as soon as it is free, so that batches grow by themselves under load
 * and a lone request waits for nobody.
 */
public final class Batcher implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Batcher.class);
  private static final long PATIENCE_SECONDS = 30;

  /** Is told how a request ended, once, on a thread that it must not keep. */
  public interface Reply {

    /**
     * @param probabilities {@code [count, classes]}, row-major
     */
    void done(float[] probabilities);

    void refused(Refusal refusal);
  }

  /** Is told of every batch. */
  @FunctionalInterface
  public interface Meter {

    /**
     * @param samples without what a batch was filled up with
     */
    void batch(int samples, long nanos);
  }

  private final String name;
  private final int classes;
  private final BatchSizes sizes;
  private final JobQueue queue;
  private final Meter meter;
  private final List<Thread> threads = new ArrayList<>();

  /**
   * Opens the engines.
   *
   * @param name of the model and version, for threads and logs
   */
  public Batcher(String name, ServedModel model, BatchOptions options, Meter meter) {
    this.name = name;
    this.meter = meter;
    classes = model.classNames().size();
    sizes = new BatchSizes(options.most());
    queue = new JobQueue(options);
    List<Predictor> predictors = new ArrayList<>();
    for (int i = 0; i < options.engines(); i++) {
      predictors.add(model.open(options.threads()));
    }
    for (Predictor predictor : predictors) {
      Thread thread = new Thread(() -> run(predictor), "engine of " + name);
      thread.setDaemon(true);
      threads.add(thread);
      thread.start();
    }
  }

  /**
   * Has samples predicted.
   *
   * @throws Refusal when too many wait already
   */
  public void submit(Samples samples, Reply reply) {
    queue.add(new Job(samples, reply));
  }

  /** Tells that a request is being received, which a batch may wait for. */
  public void coming() {
    queue.coming(1);
  }

  /** Tells that such a request was submitted, or will never be. */
  public void came() {
    queue.coming(-1);
  }

  /** How many requests wait. */
  public int waiting() {
    return queue.size();
  }

  /** Refuses those that have waited too long; to be called now and then. */
  public void refuseLate() {
    queue.late().forEach(job -> job.refuse(late()));
  }

  private static Refusal late() {
    return new Refusal(Refusal.LATE, "The request has waited too long; try again later");
  }

  private void run(Predictor predictor) {
    try (predictor) {
      for (List<Job> jobs = queue.take(); !jobs.isEmpty(); jobs = queue.take()) {
        compute(predictor, jobs);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void compute(Predictor predictor, List<Job> jobs) {
    try {
      computeAll(predictor, jobs);
    } catch (Refusal e) {
      if (jobs.size() == 1) {
        jobs.get(0).refuse(e);
      } else { // one of them is at fault, and the others shall not suffer
        jobs.stream()
            .filter(job -> !job.over())
            .forEach(job -> compute(predictor, List.of(job.again())));
      }
    } catch (RuntimeException | OutOfMemoryError e) {
      LOG.error("The model {} could not compute a batch", name, e);
      Refusal refusal = new Refusal(Refusal.FAILED, "The model could not compute this");
      jobs.stream().filter(job -> !job.over()).forEach(job -> job.refuse(refusal));
    }
  }

  private void computeAll(Predictor predictor, List<Job> jobs) {
    Rows rows = new Rows(jobs);
    while (rows.left() > 0) {
      int size = sizes.next(rows.left());
      List<Samples.Part> parts = rows.take(size);
      long start = System.nanoTime();
      float[] outputs = ofAllClasses(predictor.predict(parts, size), size);
      meter.batch(rows.taken(), System.nanoTime() - start);
      requireNumbers(outputs, rows.taken() * classes);
      rows.answer(outputs, classes);
    }
  }

  /** An engine that does not look at its inputs gives no numbers for inputs that are none. */
  private static void requireNumbers(float[] outputs, int count) {
    for (int i = 0; i < count; i++) {
      if (Float.isNaN(outputs[i])) {
        throw Refusal.badRequest("The network gives no number for this input");
      }
    }
  }

  /** Of two classes, networks may give the second's probability alone. */
  private float[] ofAllClasses(float[] outputs, int size) {
    if (outputs.length == size * classes) {
      return outputs;
    }
    if (classes != 2 || outputs.length != size) {
      throw new IllegalStateException(
          "%d numbers for %d samples of %d classes".formatted(outputs.length, size, classes));
    }
    float[] both = new float[2 * size];
    for (int i = 0; i < size; i++) {
      both[2 * i] = (float) (1 - (double) outputs[i]);
      both[2 * i + 1] = outputs[i];
    }
    return both;
  }

  /** Computes what waits, then closes the engines. */
  @Override
  public void close() {
    queue.close();
    try {
      for (Thread thread : threads) {
        thread.join(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
