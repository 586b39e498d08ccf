package org.dl4jlab.train;

import org.dl4jlab.engine.Engine;

/** Is told of a training's course. All calls come from the training's own thread. */
public interface TrainerListener {

  /**
   * @param epoch counted from 1
   * @param samples how many the epoch has
   * @param done how many of them an earlier, interrupted run has seen
   */
  default void epochStarted(int epoch, int samples, RunningMetrics done) {}

  default void batchDone(int epoch, RunningMetrics totals) {}

  /** The validation samples have been predicted; {@link #epochDone} follows. */
  default void validated(int epoch, Predictions predictions) {}

  /** The history's last epoch is the one that has just been validated. */
  default void epochDone(Engine engine, History history) {}

  /** The training was asked to end before its last epoch was over. */
  default void interrupted(Engine engine, History history) {}
}
