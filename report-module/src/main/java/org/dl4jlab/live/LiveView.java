package org.dl4jlab.live;

import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
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
  private final LiveTrainingPage.Shown page;
  private final int[] picked;
  private List<PredictedSample> shown = List.of();
  private Parts parts;

  LiveView(Supplier<LiveState> training, LiveTrainingPage.Shown page) {
    this.training = training;
    this.page = page;
    picked = SampleSelection.random(page.sampleCount(), SAMPLES, page.seed());
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
    return LivePage.epochs(state.history(), state.epochs(), shown, page.classNames());
  }

  /** Images are turned into files, and texts found, once only. */
  private List<PredictedSample> shown(Predictions predictions) {
    return IntStream.range(0, picked.length)
        .mapToObj(
            i ->
                shown.isEmpty()
                    ? page.samples().show(picked[i], predictions)
                    : shown
                        .get(i)
                        .predictedAnew(
                            page.classNames().get(predictions.predicted(picked[i])),
                            predictions.probability(picked[i])))
        .toList();
  }
}
