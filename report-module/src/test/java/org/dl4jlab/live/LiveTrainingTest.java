package org.dl4jlab.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.dl4jlab.page.LivePage.Progress;
import org.dl4jlab.train.EpochResult;
import org.dl4jlab.train.History;
import org.dl4jlab.train.Predictions;
import org.dl4jlab.train.RunningMetrics;
import org.junit.jupiter.api.Test;

class LiveTrainingTest {

  private static final History ONE = History.empty().with(new EpochResult(1, 2, 0.1, 2, 0.2));

  @Test
  void speedAndTimeLeftComeFromWhatThisTrainingHasSeen() {
    // The second of four epochs of 100; resumed at 20, now at 60 after 2 s.
    Progress progress =
        new LiveState(4, 2, 100, new RunningMetrics(60, 30, 45), 20, 40, 2, 4, ONE, null)
            .progress();
    assertEquals(0.5, progress.loss());
    assertEquals(0.75, progress.accuracy());
    assertEquals(20, progress.samplesASecond());
    assertEquals(0.4, progress.share());
    assertEquals(240 * 4 / 40.0, progress.secondsLeft(), "validations count");
  }

  @Test
  void nothingIsKnownBeforeTheFirstStep() {
    Progress progress = new LiveTraining(History.empty(), 3).state().progress();
    assertTrue(Double.isNaN(progress.samplesASecond()));
    assertTrue(Double.isNaN(progress.secondsLeft()));
    assertEquals(0, progress.share());
  }

  @Test
  void followsATraining() {
    LiveTraining training = new LiveTraining(ONE, 3);
    training.epochStarted(2, 10, new RunningMetrics(4, 1, 1));
    training.batchDone(2, new RunningMetrics(7, 2, 3));
    assertEquals(3, training.state().trained());
    assertEquals(4, training.state().before());
    LiveState kept = training.state();
    training.batchDone(2, new RunningMetrics(10, 3, 5));
    assertEquals(new RunningMetrics(7, 2, 3), kept.totals(), "a state never changes");
    Predictions predictions = new Predictions(new float[1][2], new int[1], 1);
    training.validated(2, predictions);
    History two = ONE.with(new EpochResult(2, 1, 0.5, 1, 0.5));
    training.epochDone(null, two);
    assertSame(predictions, training.state().predictions());
    assertSame(two, training.state().history());
    training.epochStarted(3, 10, RunningMetrics.NONE);
    training.batchDone(3, new RunningMetrics(2, 1, 1));
    assertEquals(8, training.state().trained());
  }
}
