package org.dl4jlab.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import org.dl4jlab.UserException;
import org.dl4jlab.engine.Engine;
import org.dl4jlab.train.EpochResult;
import org.dl4jlab.train.EvaluatedWeights;
import org.dl4jlab.train.History;
import org.dl4jlab.train.RunningMetrics;
import org.dl4jlab.train.TrainerListener;
import org.dl4jlab.train.TrainingOptions;

/**
 * Keeps a run's folder up to date: history, metrics and model every half minute, also within an
 * epoch, after the last epoch, and when the training is interrupted; where the best epoch is kept,
 * also after each that is the best so far.
 */
public final class RunRecorder implements TrainerListener {

  /** So much work is lost at most when a training is killed. */
  public static final Duration INTERVAL = Duration.ofSeconds(30);

  /** Where the run is kept: perhaps elsewhere than the last time. */
  @FunctionalInterface
  public interface Place {
    RunFolder folder() throws IOException;
  }

  private final Place place;
  private final EvaluatedWeights weights;
  private final BestModel best; // null where only the last epoch is kept
  private final String data;
  private final TrainingOptions options;
  private final Duration interval;
  private final long started = System.nanoTime();
  private long written = started;
  private History history;
  private boolean atBest; // whether no step was done since the best epoch was over
  private RunningMetrics saved; // sums that belong to the model in the folder
  private long samples;
  private int samplesOfEpoch;

  /**
   * @param weights that are saved
   * @param best the best epoch's model, null where only the last one's is kept
   * @param data what the figures must be called
   * @param options when the training is over
   * @param before what was saved by an earlier training
   * @param interval between two checkpoints
   */
  public RunRecorder(
      Place place,
      EvaluatedWeights weights,
      BestModel best,
      String data,
      TrainingOptions options,
      History before,
      Duration interval) {
    this.place = place;
    this.weights = weights;
    this.best = best;
    this.data = data;
    this.options = options;
    this.history = before;
    this.saved = before.unfinished();
    this.interval = interval;
  }

  @Override
  public void epochStarted(int epoch, int samplesInAll, RunningMetrics done) {
    samplesOfEpoch = done.samples();
  }

  @Override
  public void batchDone(int epoch, RunningMetrics totals) {
    samples += totals.samples() - samplesOfEpoch;
    samplesOfEpoch = totals.samples();
    atBest = false;
    if (isDue()) {
      checkpoint(Metrics.RUNNING, history.with(totals));
    }
  }

  private boolean isDue() {
    return System.nanoTime() - written >= interval.toNanos();
  }

  @Override
  public void epochDone(Engine trained, History soFar) {
    history = soFar;
    atBest = best != null && best.remember(soFar, weights);
    if (atBest || options.isOver(soFar) || isDue()) {
      checkpoint(Metrics.RUNNING, soFar);
    }
  }

  @Override
  public void interrupted(Engine trained, History soFar) {
    checkpoint(Metrics.INTERRUPTED, soFar);
  }

  /** The run's metrics so far, without those of a test. */
  public Metrics metrics(String status, History soFar) {
    EpochResult bestEpoch = soFar.rounded().best().orElse(null);
    return new Metrics(
        status,
        data,
        soFar.epochs().size(),
        soFar.unfinished(),
        bestEpoch,
        samples,
        (System.nanoTime() - started) / 1e9,
        null,
        null,
        null,
        null,
        saved.samples() == 0 ? null : saved,
        null);
  }

  /** The model comes last: what it has learnt is never more than what the history tells. */
  private void checkpoint(String status, History soFar) {
    weights.engine().sync();
    try {
      save(status, soFar);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    saved = soFar.unfinished();
    written = System.nanoTime();
  }

  /** Once more where the folder was taken away while it was written. */
  private void save(String status, History soFar) throws IOException {
    RunFolder folder = place.folder();
    try {
      write(folder, status, soFar);
    } catch (IOException | UserException e) {
      RunFolder now = place.folder();
      if (now == folder) {
        throw failed(folder, e);
      }
      write(now, status, soFar);
    }
  }

  private void write(RunFolder folder, String status, History soFar) throws IOException {
    folder.write(soFar);
    folder.write(metrics(status, soFar));
    writeBest(folder, false);
    folder.write(weights);
    writeBest(folder, true);
    folder.settle();
  }

  /** Behind the model where both are the same, so that either is enough; else in front of it. */
  private void writeBest(RunFolder folder, boolean behind) throws IOException {
    if (best != null && atBest == behind) {
      best.write(folder);
    }
  }

  private static UserException failed(RunFolder folder, Exception e) {
    String why = e instanceof FullDisk ? "The disk is full" : "The run could not be saved";
    return new UserException(
        "%s, so the training has ended; the run %s is as it was saved last. %s, then go on with train --resume %s"
            .formatted(
                why,
                folder.path(),
                e instanceof FullDisk ? "Make room" : "See to its disk",
                folder.path()),
        e);
  }
}
