package org.dl4jlab.notebooks;

import java.util.List;
import java.util.Locale;
import org.dl4jlab.notebooks.RunFacts.Fact;
import org.dl4jlab.run.Metrics;
import org.dl4jlab.run.RunConfig;
import org.dl4jlab.train.EpochResult;
import org.dl4jlab.train.History;

/**
 * What a notebook's texts say of its run; the placeholders between the code cells have these names.
 *
 * @param title what was trained on what
 * @param run the folder's name
 * @param classNames the first classes, and how many more there are
 * @param severalClasses whether there are more than two
 * @param validatedOnTest whether the test samples were those of the validation
 * @param missing the files that could not be read, empty where all could
 * @param unfinished null of a run that has been tested
 * @param course null before the first epoch is over
 */
record RunTexts(
    String title,
    String run,
    int classCount,
    String classNames,
    String lastClass,
    boolean severalClasses,
    boolean validatedOnTest,
    List<Fact> facts,
    String missing,
    Unfinished unfinished,
    Course course) {

  private static final int MOST_CLASSES = 10;

  /** How far a training has come that is not over. */
  record Unfinished(String status, String epochs) {

    static Unfinished of(Metrics metrics) {
      int epochs = metrics.epochs();
      return new Unfinished(
          String.valueOf(metrics.status()), epochs + (epochs == 1 ? " epoch" : " epochs"));
    }
  }

  /**
   * How the training went, accuracies in words.
   *
   * @param overfits whether the training's accuracy is clearly ahead
   */
  record Course(
      int bestEpoch,
      String bestAccuracy,
      int lastEpoch,
      String trainingPercent,
      String validationPercent,
      boolean overfits) {

    /** How far the training's accuracy must be ahead to be spoken of. */
    private static final double GAP = 0.05;

    static Course of(History history) {
      EpochResult best = history.best().orElseThrow();
      EpochResult last = history.last().orElseThrow();
      return new Course(
          best.epoch(),
          String.format(Locale.ROOT, "%.4f", best.valAccuracy()),
          last.epoch(),
          percent(last.accuracy()),
          percent(last.valAccuracy()),
          last.accuracy() - last.valAccuracy() > GAP);
    }

    private static String percent(double share) {
      return String.format(Locale.ROOT, "%.1f", 100 * share);
    }
  }

  static RunTexts of(RunRecord run, RunConfig config, ExperimentNotebook experiment) {
    List<String> classes = config.data().classNames();
    return new RunTexts(
        experiment.title(),
        run.name(),
        classes.size(),
        listed(classes),
        classes.isEmpty() ? "" : classes.get(classes.size() - 1),
        classes.size() > 2,
        config.data().validation() == null || config.data().validation().onTest(),
        RunFacts.of(config, experiment.settings()),
        String.join(", ", run.missing()),
        run.metrics().filter(m -> m.test() == null).map(Unfinished::of).orElse(null),
        run.history().map(Course::of).orElse(null));
  }

  private static String listed(List<String> classes) {
    return classes.size() <= MOST_CLASSES
        ? String.join(", ", classes)
        : "%s and %d more"
            .formatted(
                String.join(", ", classes.subList(0, MOST_CLASSES)), classes.size() - MOST_CLASSES);
  }
}
