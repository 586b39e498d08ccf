package org.dl4jlab.live;

import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.dl4jlab.data.Dataset;
import org.dl4jlab.page.LivePage;
import org.dl4jlab.report.PredictedSample;
import org.dl4jlab.report.SampleSelection;
import org.dl4jlab.train.Predictions;

/** Makes a page's parts of the training's present state, however many look only once a second. */
final class LiveView {

  private static final int SAMPLES = 10;
  private static final long FRESH_NANOS = 900_000_000;

  /**
   * The parts of one moment.
   *
   * @param epochsDone tells whether {@code epochs} has changed
   */
  record Parts(long made, String progress, int epochsDone, String epochs) {}

  private final Supplier<LiveState> training;
  private final Dataset samples;
  private final List<String> classNames;
  private final int[] picked;
  private List<PredictedSample> shown = List.of();
  private Parts parts;

  /**
   * @param samples of the validation
   * @param seed picks those that are shown
   */
  LiveView(Supplier<LiveState> training, Dataset samples, List<String> classNames, long seed) {
    this.training = training;
    this.samples = samples;
    this.classNames = classNames;
    picked = SampleSelection.random(samples.count(), SAMPLES, seed);
  }

  synchronized Parts parts() {
    long now = System.nanoTime();
    if (parts == null || now - parts.made() >= FRESH_NANOS) {
      LiveState state = training.get();
      int epochsDone = state.history().epochs().size();
      boolean same = parts != null && parts.epochsDone() == epochsDone;
      parts =
          new Parts(
              now,
              LivePage.progress(state.progress(), state.history()),
              epochsDone,
              same ? parts.epochs() : epochs(state));
    }
    return parts;
  }

  private String epochs(LiveState state) {
    if (state.predictions() != null) {
      shown = shown(state.predictions());
    }
    return LivePage.epochs(state.history(), state.epochs(), shown, classNames);
  }

  /** Images are turned into files once only. */
  private List<PredictedSample> shown(Predictions predictions) {
    return IntStream.range(0, picked.length)
        .mapToObj(
            i ->
                shown.isEmpty()
                    ? PredictedSample.of(samples, picked[i], predictions, classNames)
                    : shown
                        .get(i)
                        .predictedAnew(
                            classNames.get(predictions.predicted(picked[i])),
                            predictions.probability(picked[i])))
        .toList();
  }
}
