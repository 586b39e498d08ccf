package org.dl4jlab.live;

import org.dl4jlab.page.LivePage.Progress;
import org.dl4jlab.train.History;
import org.dl4jlab.train.Predictions;
import org.dl4jlab.train.RunningMetrics;

/**
 * A training at one moment; nothing in it is ever changed.
 *
 * @param epochs how many there will be
 * @param epoch the one in hand
 * @param samplesOfEpoch how many samples an epoch has
 * @param totals of the epoch so far
 * @param before of this epoch's samples, how many were seen before its clock began to run
 * @param trained samples since the training began or was resumed
 * @param epochSeconds since the epoch's clock began to run, up to the last step
 * @param seconds since the training began or was resumed, validations included
 * @param predictions of the last validation, null before
 */
record LiveState(
    int epochs,
    int epoch,
    int samplesOfEpoch,
    RunningMetrics totals,
    int before,
    long trained,
    double epochSeconds,
    double seconds,
    History history,
    Predictions predictions) {

  Progress progress() {
    long all = (long) epochs * samplesOfEpoch;
    long done = (long) (epoch - 1) * samplesOfEpoch + totals.samples();
    return new Progress(
        epoch,
        epochs,
        totals.loss(),
        totals.accuracy(),
        (totals.samples() - before) / epochSeconds,
        trained == 0 ? Double.NaN : (all - done) * seconds / trained,
        all == 0 ? 0 : (double) done / all);
  }
}
