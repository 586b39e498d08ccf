package org.dl4jlab.live;

import org.dl4jlab.engine.Engine;
import org.dl4jlab.train.History;
import org.dl4jlab.train.Predictions;
import org.dl4jlab.train.RunningMetrics;
import org.dl4jlab.train.TrainerListener;

/**
 * Keeps the training's present state for other threads. The training's own thread does no more than
 * to leave a small record after each step.
 */
final class LiveTraining implements TrainerListener {

  private final int epochs;
  private final long started = System.nanoTime();
  private long epochStarted = started;
  private Predictions validation;
  private volatile LiveState state;

  /**
   * @param history what an earlier run has done
   * @param epochs how many there will be
   */
  LiveTraining(History history, int epochs) {
    this.epochs = epochs;
    state = new LiveState(epochs, 1, 0, RunningMetrics.NONE, 0, 0, 0, 0, history, null);
  }

  LiveState state() {
    return state;
  }

  @Override
  public void epochStarted(int epoch, int samples, RunningMetrics done) {
    epochStarted = System.nanoTime();
    LiveState last = state;
    state =
        new LiveState(
            epochs,
            epoch,
            samples,
            done,
            done.samples(),
            last.trained(),
            0,
            secondsSince(started),
            last.history(),
            last.predictions());
  }

  @Override
  public void batchDone(int epoch, RunningMetrics totals) {
    LiveState last = state;
    state =
        new LiveState(
            epochs,
            epoch,
            last.samplesOfEpoch(),
            totals,
            last.before(),
            last.trained() + totals.samples() - last.totals().samples(),
            secondsSince(epochStarted),
            secondsSince(started),
            last.history(),
            last.predictions());
  }

  /** It has predicted every sample anyway, so nothing is predicted for the page. */
  @Override
  public void validated(int epoch, Predictions predictions) {
    validation = predictions;
  }

  @Override
  public void epochDone(Engine engine, History history) {
    LiveState last = state;
    state =
        new LiveState(
            epochs,
            last.epoch(),
            last.samplesOfEpoch(),
            last.totals(),
            last.before(),
            last.trained(),
            last.epochSeconds(),
            secondsSince(started),
            history,
            validation);
  }

  private static double secondsSince(long nanos) {
    return (System.nanoTime() - nanos) / 1e9;
  }
}
