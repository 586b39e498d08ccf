package org.dl4jlab.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import org.dl4jlab.engine.Engine;
import org.dl4jlab.train.EpochResult;
import org.dl4jlab.train.History;
import org.dl4jlab.train.RunningMetrics;
import org.dl4jlab.train.TrainerListener;

/**
 * Keeps a run's folder up to date: history, metrics and model after an epoch, but not more often
 * than every half minute, after the last epoch, and when the training is interrupted.
 */
public final class RunRecorder implements TrainerListener {

  private static final Duration INTERVAL = Duration.ofSeconds(30);

  private final RunFolder folder;
  private final String data;
  private final int lastEpoch;
  private final long started = System.nanoTime();
  private long written = started;
  private long samples;
  private int samplesOfEpoch;

  /**
   * @param data what the figures must be called
   * @param lastEpoch after which the training is over
   */
  public RunRecorder(RunFolder folder, String data, int lastEpoch) {
    this.folder = folder;
    this.data = data;
    this.lastEpoch = lastEpoch;
  }

  @Override
  public void epochStarted(int epoch, int samplesInAll, RunningMetrics done) {
    samplesOfEpoch = done.samples();
  }

  @Override
  public void batchDone(int epoch, RunningMetrics totals) {
    samples += totals.samples() - samplesOfEpoch;
    samplesOfEpoch = totals.samples();
  }

  @Override
  public void epochDone(Engine engine, History history) {
    boolean last = history.epochs().size() >= lastEpoch;
    if (last || System.nanoTime() - written >= INTERVAL.toNanos()) {
      checkpoint(Metrics.RUNNING, engine, history);
    }
  }

  @Override
  public void interrupted(Engine engine, History history) {
    checkpoint(Metrics.INTERRUPTED, engine, history);
  }

  /** The run's metrics so far, without those of a test. */
  public Metrics metrics(String status, History history) {
    EpochResult best = history.best().orElse(null);
    return new Metrics(
        status,
        data,
        history.epochs().size(),
        history.unfinished(),
        best,
        samples,
        (System.nanoTime() - started) / 1e9,
        null,
        null,
        null,
        null);
  }

  /** The model comes last: what it has learnt is never more than what the history tells. */
  private void checkpoint(String status, Engine engine, History history) {
    engine.sync();
    try {
      folder.write(history);
      folder.write(metrics(status, history));
      folder.write(engine.model());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    written = System.nanoTime();
  }
}
