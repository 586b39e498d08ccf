package org.dl4jlab.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.dl4jlab.page.LineChart.Curve;
import org.dl4jlab.page.LineChart.Point;
import org.dl4jlab.train.EpochResult;

/**
 * Loss and accuracy by epoch, validation solid and training dashed, the best epoch ringed.
 *
 * @param keys what the colours and markers mean
 */
record Curves(List<LineChart> charts, List<Key> keys) {

  /** More runs cannot be told apart. */
  static final int MOST_RUNS = Marker.values().length;

  private static final int KEY_MIDDLE = 18;
  private static final int KEY_HEIGHT = 8;

  /** A line of the legend. */
  record Key(String name, String style, String marker) {

    static Key of(String name, String style, Marker marker) {
      return new Key(name, style, marker == null ? "" : marker.at(KEY_MIDDLE, KEY_HEIGHT));
    }
  }

  /** A run among others. */
  record NamedEpochs(String name, Epochs epochs) {}

  /** A quantity that training and validation both have. */
  private record Quantity(
      String name,
      ToDoubleFunction<EpochResult> training,
      ToDoubleFunction<EpochResult> validation) {

    static final List<Quantity> ALL =
        List.of(
            new Quantity("Loss", EpochResult::loss, EpochResult::valLoss),
            new Quantity("Accuracy", EpochResult::accuracy, EpochResult::valAccuracy));
  }

  /**
   * The curves of one run.
   *
   * @param lastEpoch where the axis ends
   */
  static Curves ofRun(Epochs epochs, int lastEpoch) {
    List<LineChart> charts = new ArrayList<>();
    for (Quantity quantity : Quantity.ALL) {
      charts.add(
          LineChart.of(
              quantity.name(),
              "%s by epoch. %s".formatted(quantity.name(), story(quantity, epochs)),
              List.of(
                  training(quantity, epochs, "c1 dashed", Marker.CIRCLE),
                  validation(quantity, epochs, "c2", Marker.DIAMOND)),
              lastEpoch,
              false));
    }
    return new Curves(
        charts,
        List.of(
            Key.of("training", "c1 dashed", Marker.CIRCLE),
            Key.of("validation", "c2", Marker.DIAMOND)));
  }

  /** The curves of several runs in the same two charts. */
  static Curves ofRuns(List<NamedEpochs> runs, boolean logarithmic) {
    int lastEpoch =
        runs.stream()
            .filter(run -> !run.epochs().isEmpty())
            .mapToInt(run -> run.epochs().last().epoch())
            .max()
            .orElse(1);
    List<LineChart> charts = new ArrayList<>();
    for (Quantity quantity : Quantity.ALL) {
      List<Curve> curves = new ArrayList<>();
      StringBuilder stories = new StringBuilder(quantity.name() + " by epoch.");
      for (int i = 0; i < runs.size(); i++) {
        Epochs epochs = runs.get(i).epochs();
        curves.add(training(quantity, epochs, style(i) + " dashed", null));
        curves.add(validation(quantity, epochs, style(i), Marker.values()[i]));
        stories.append(" %s: %s".formatted(runs.get(i).name(), story(quantity, epochs)));
      }
      charts.add(LineChart.of(quantity.name(), stories.toString(), curves, lastEpoch, logarithmic));
    }
    List<Key> keys = new ArrayList<>();
    for (int i = 0; i < runs.size(); i++) {
      keys.add(Key.of(runs.get(i).name(), style(i), Marker.values()[i]));
    }
    return new Curves(charts, keys);
  }

  private static String style(int run) {
    return "c" + (run + 1);
  }

  private static Curve training(Quantity quantity, Epochs epochs, String style, Marker marker) {
    return new Curve(style, marker, points(epochs, quantity.training()), null);
  }

  private static Curve validation(Quantity quantity, Epochs epochs, String style, Marker marker) {
    EpochResult best = epochs.best();
    return new Curve(
        style,
        marker,
        points(epochs, quantity.validation()),
        best == null ? null : point(best, quantity.validation()));
  }

  private static List<Point> points(Epochs epochs, ToDoubleFunction<EpochResult> figure) {
    return epochs.shown().stream().map(epoch -> point(epoch, figure)).toList();
  }

  private static Point point(EpochResult epoch, ToDoubleFunction<EpochResult> figure) {
    return new Point(epoch.epoch(), figure.applyAsDouble(epoch));
  }

  private static String story(Quantity quantity, Epochs epochs) {
    if (epochs.isEmpty()) {
      return "No epoch has finished yet.";
    }
    EpochResult first = epochs.shown().get(0);
    EpochResult last = epochs.last();
    return String.format(
        Locale.ROOT,
        "Training from %.4f in epoch %d to %.4f in epoch %d, validation from %.4f to %.4f.",
        quantity.training().applyAsDouble(first),
        first.epoch(),
        quantity.training().applyAsDouble(last),
        last.epoch(),
        quantity.validation().applyAsDouble(first),
        quantity.validation().applyAsDouble(last));
  }
}
