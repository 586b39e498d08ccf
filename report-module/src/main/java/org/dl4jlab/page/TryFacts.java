package org.dl4jlab.page;

import java.util.List;
import java.util.stream.Collectors;
import org.dl4jlab.run.Metrics;
import org.dl4jlab.train.Familiarity;

/** What a person should know of a run before trusting its network, in plain sentences. */
record TryFacts(RunParts run) {

  private static final int IMAGE_DIMENSIONS = 3;
  private static final int MOST_NAMES = 20;

  /** Whether the network takes images, not texts. */
  boolean ofImages() {
    return run.config().data().inputShape().size() == IMAGE_DIMENSIONS;
  }

  /** Pixels of the images that it takes: {@code 32 × 32}. */
  String size() {
    List<Integer> shape = run.config().data().inputShape();
    return "%d × %d".formatted(shape.get(1), shape.get(0));
  }

  private String noun() {
    return ofImages() ? "picture" : "text";
  }

  String title() {
    return "%s on %s".formatted(run.network(), run.data());
  }

  String lead() {
    return "Give a trained network a %s of your own, and see what it makes of it."
        .formatted(noun());
  }

  /** The classes' names, not all of a hundred. */
  String classes() {
    List<String> names = run.classNames();
    String named = names.stream().limit(MOST_NAMES).collect(Collectors.joining(", "));
    return names.size() > MOST_NAMES
        ? "%s and %d more".formatted(named, names.size() - MOST_NAMES)
        : named;
  }

  String knows() {
    return "This network knows %s only: %s. Whatever the %s is, it answers with one of them, even where none fits."
        .formatted(Figures.counted(run.classNames().size(), "class", "classes"), classes(), noun());
  }

  /** How good it is, in a line. */
  String quality() {
    Metrics metrics = run.metrics();
    return metrics == null || metrics.test() == null
        ? "It has not been tested."
        : "Right for %s of %s that it was tested on."
            .formatted(
                Figures.percent(metrics.test().accuracy()),
                Figures.counted(metrics.test().samples(), "sample", "samples"));
  }

  String trained() {
    int epochs = run.history().epochs().size();
    String trained =
        "It was trained on %s of %s%s."
            .formatted(
                Figures.counted(run.config().data().trainSamples(), noun(), noun() + "s"),
                run.onSample() ? "the built-in sample" : run.data(),
                epochs == 0 ? "" : " for " + Figures.counted(epochs, "epoch", "epochs"));
    return "%s %s".formatted(trained, quality());
  }

  /** From when on it warns of something unlike what it knows. */
  String unlike() {
    Familiarity familiarity = run.metrics() == null ? null : run.metrics().familiarity();
    return familiarity == null
        ? "Whether something is unlike what it was trained on cannot be told here: the run’s folder does not say how sure its right answers to the test were."
        : "Of its right answers to the test, 95%% had a probability of %s or more. Below that, this page warns that something may be unlike what the network knows; above it, it may be all the same."
            .formatted(Figures.percent(familiarity.threshold()));
  }
}
