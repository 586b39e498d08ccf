package org.dl4jlab.experiment;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.dl4jlab.data.Dataset;
import org.dl4jlab.data.SampleOrder;
import org.dl4jlab.engine.Classification;
import org.dl4jlab.engine.Engine;
import org.dl4jlab.report.Summary;
import org.dl4jlab.train.TrainingOptions;

/**
 * Tells what a training would do: of what data, with which network, for how long. It writes
 * nothing.
 */
public record DryRun(Experiment experiment, Console console) {

  private static final int WARM_UP_STEPS = 20;
  private static final int STEPS = 100;
  private static final int TEST_BATCH = 250;
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  /**
   * What was found.
   *
   * @param trainSamples of each class, in their order
   * @param testSamples likewise
   * @param epochSeconds of an epoch, its validation included, as far as a few steps can tell
   */
  public record Estimate(
      List<String> classes,
      int[] trainSamples,
      int[] testSamples,
      String network,
      long parameters,
      String engine,
      double stepMillis,
      double epochSeconds) {}

  /** Something that is done to a batch, over and over. */
  private interface Step {
    void take(int from, int to);
  }

  /**
   * Tells of data, network and time.
   *
   * @throws org.dl4jlab.UserException when the engine cannot execute the network
   */
  public Estimate run() {
    ExperimentData data = experiment.data();
    List<String> classes = data.info().classNames();
    int[] train = perClass(data.train(), classes.size());
    int[] test = perClass(data.test(), classes.size());
    int width = classes.stream().mapToInt(String::length).max().orElse(0);
    String line = "%-" + Math.max(width, "class".length()) + "s  %9s  %9s";
    console.say(line, "class", "train", "test");
    for (int i = 0; i < classes.size(); i++) {
      console.say(line, classes.get(i), count(train[i]), count(test[i]));
    }
    Summary summary = Summary.of(experiment.graph(), experiment.input());
    console.say("%nNetwork: %s%n%s", experiment.options().networkName(), summary.toText());
    var settings = experiment.settings();
    try (Engine engine =
        EngineSelection.open(
            settings.engine(), experiment.graph(), settings.engineOptions(), console)) {
      double step = stepSeconds(engine, data.toTrain(settings.method()), settings.batch());
      double epoch =
          step * TrainingOptions.stepsOfEpoch(data.train().count(), settings.batch())
              + predictionSeconds(engine, data.validation())
                  * TrainingOptions.stepsOfEpoch(data.validation().count(), TEST_BATCH);
      console.say(
          "With the engine %s a step of %d %s takes about %.3g ms, an epoch with its validation about %s, %d epochs about %s.",
          engine.name(),
          settings.batch(),
          data.noun(),
          1000 * step,
          time(epoch),
          settings.epochs(),
          time(epoch * settings.epochs()));
      return new Estimate(
          classes,
          train,
          test,
          experiment.options().networkName(),
          summary.parameters(),
          engine.name(),
          1000 * step,
          epoch);
    }
  }

  private static String count(int samples) {
    return String.format(Locale.ROOT, "%,d", samples);
  }

  static String time(double seconds) {
    if (seconds < 90) {
      return String.format(Locale.ROOT, "%.2g s", seconds);
    }
    return seconds < 5400
        ? String.format(Locale.ROOT, "%.0f min", seconds / 60)
        : String.format(Locale.ROOT, "%.1f h", seconds / 3600);
  }

  private static int[] perClass(Dataset samples, int classes) {
    int[] counts = new int[classes];
    int[] order = SampleOrder.sequential(samples.count());
    for (int from = 0; from < order.length; from += TEST_BATCH) {
      int to = Math.min(order.length, from + TEST_BATCH);
      Arrays.stream(samples.batch(order, from, to).labels().toFloatMatrix())
          .mapToInt(Classification::of)
          .forEach(actual -> counts[actual]++);
    }
    return counts;
  }

  private static double stepSeconds(Engine engine, Dataset samples, int size) {
    int[] order = SampleOrder.sequential(samples.count());
    Step step = (from, to) -> engine.fit(samples.batch(order, from, to));
    repeat(step, order.length, size, WARM_UP_STEPS);
    return repeat(step, order.length, size, STEPS);
  }

  private static double predictionSeconds(Engine engine, Dataset samples) {
    int[] order = SampleOrder.sequential(samples.count());
    Step step = (from, to) -> engine.outputs(samples.batch(order, from, to));
    repeat(step, order.length, TEST_BATCH, 1);
    return repeat(step, order.length, TEST_BATCH, WARM_UP_STEPS);
  }

  /** Seconds of a step: the mean of so many, or of fewer where they are slow. */
  private static double repeat(Step step, int samples, int size, int most) {
    long start = System.nanoTime();
    int done = 0;
    int from = 0;
    while (done < most && System.nanoTime() - start < PATIENCE.toNanos()) {
      int to = Math.min(samples, from + size);
      step.take(from, to);
      from = to == samples ? 0 : to;
      done++;
    }
    return (System.nanoTime() - start) / 1e9 / done;
  }
}
