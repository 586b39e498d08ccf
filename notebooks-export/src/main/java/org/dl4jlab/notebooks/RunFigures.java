package org.dl4jlab.notebooks;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.dl4jlab.report.ClassificationReport;
import org.dl4jlab.run.Metrics;
import org.dl4jlab.run.RunConfig;
import org.dl4jlab.run.TrainingSettings;
import org.dl4jlab.train.History;

/** A run's figures as the notebook's cells print and show them. */
record RunFigures(RunRecord run) {

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

  /** The test's figures as Java code has them, to compare with. */
  Map<String, String> code() {
    return run.tested()
        .map(
            metrics ->
                Map.of(
                    "runLoss", String.valueOf(metrics.test().loss()),
                    "runAccuracy", String.valueOf(metrics.test().accuracy())))
        .orElse(Map.of());
  }

  private static String format(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
