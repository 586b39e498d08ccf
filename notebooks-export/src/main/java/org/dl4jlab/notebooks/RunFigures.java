package org.dl4jlab.notebooks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.dl4jlab.report.ClassificationReport;
import org.dl4jlab.run.Metrics;
import org.dl4jlab.run.RunConfig;
import org.dl4jlab.run.TrainingSettings;
import org.dl4jlab.train.EpochResult;
import org.dl4jlab.train.History;

/** A run's figures as the notebook's cells print and show them. */
record RunFigures(RunRecord run) {

  /** How far the training's accuracy must be ahead to be spoken of. */
  private static final double GAP = 0.05;

  /** What the cells that every experiment has have left. */
  Map<String, List<Output>> outputs(RunConfig config, TrainingSettings settings) {
    Map<String, List<Output>> outputs = new TreeMap<>();
    outputs.put(
        "engine",
        List.of(
            Output.printed(
                "Engine: %s, threads: %d\n"
                    .formatted(config.engine().name(), config.engine().threads()))));
    run.summary().ifPresent(text -> outputs.put("graph", List.of(Output.printed(text))));
    run.history()
        .ifPresent(
            history -> {
              outputs.put(
                  "training", List.of(Output.printed(epochLines(history, settings.epochs()))));
              outputs.put(
                  "history", List.of(Output.html(Tables.history(history), history.toCsv())));
            });
    run.tested()
        .ifPresent(
            metrics -> {
              outputs.put("test", List.of(Output.printed(testLine(metrics))));
              outputs.put(
                  "classes",
                  List.of(Output.html(Tables.classes(metrics.classes()), report(metrics))));
            });
    run.pictures()
        .forEach(
            (file, png) -> outputs.put(file.replace(".png", ""), List.of(Output.picture(png))));
    return outputs;
  }

  private static String epochLines(History history, int epochs) {
    return history.epochs().stream()
        .map(
            e ->
                format(
                    "Epoch %d/%d - loss: %.4f - accuracy: %.4f - val_loss: %.4f - val_accuracy: %.4f\n",
                    e.epoch(), epochs, e.loss(), e.accuracy(), e.valLoss(), e.valAccuracy()))
        .collect(Collectors.joining());
  }

  /** What was tested on, loss and accuracy. */
  static String testLine(Metrics metrics) {
    return format(
        "Test (%s, %,d samples) - loss: %.4f - accuracy: %.4f\n",
        metrics.data(), metrics.test().samples(), metrics.test().loss(), metrics.test().accuracy());
  }

  /** Each class, and the confusion matrix. */
  static String report(Metrics metrics) {
    return new ClassificationReport(
            metrics.test(),
            metrics.classes().stream().map(Metrics.ClassScore::name).toList(),
            metrics.classes(),
            metrics.confusion())
        .toText();
  }

  /** What the person should know before reading: what is missing, or not finished. */
  List<String> notes() {
    List<String> notes = new ArrayList<>();
    if (!run.missing().isEmpty()) {
      notes.add(
          "> **Not everything is here.** The run's folder lacks %s, or it is damaged; the cells that would show it have no stored output."
              .formatted(String.join(", ", run.missing())));
    }
    run.metrics()
        .filter(metrics -> metrics.test() == null)
        .ifPresent(
            metrics ->
                notes.add(
                    "> **The training was not over** when this was exported: its status was `%s` after %d epochs, and there are no test figures yet. Executing the cells trains to the end."
                        .formatted(metrics.status(), metrics.epochs())));
    return notes;
  }

  /** What the texts say about this run's figures. */
  Map<String, String> values() {
    return Map.of(
        "course", run.history().map(RunFigures::course).orElse(""),
        "runLoss", run.tested().map(m -> String.valueOf(m.test().loss())).orElse(""),
        "runAccuracy", run.tested().map(m -> String.valueOf(m.test().accuracy())).orElse(""));
  }

  private static String course(History history) {
    EpochResult best = history.best().orElseThrow();
    EpochResult last = history.last().orElseThrow();
    double gap = last.accuracy() - last.valAccuracy();
    String text =
        format(
            "In this run the accuracy on the validation samples was highest in epoch %d, with %.4f. After epoch %d the network was right for %.1f %% of the training samples and for %.1f %% of the validation samples. ",
            best.epoch(),
            best.valAccuracy(),
            last.epoch(),
            100 * last.accuracy(),
            100 * last.valAccuracy());
    return text
        + (gap > GAP
            ? "It does clearly better on what it was trained on. When that gap grows while the validation gets worse, the network learns its samples by heart: it **overfits**."
            : "It does not do clearly better on what it was trained on, so there is no sign yet that it learns its samples by heart (**overfits**).");
  }

  private static String format(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
