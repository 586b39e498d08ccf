package org.dl4jlab.notebooks;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.dl4jlab.run.RunConfig;
import org.dl4jlab.run.TrainingSettings;

/** What was run, and where. */
final class RunFacts {

  private RunFacts() {}

  /** What the data is called in a sentence. */
  static String data(RunConfig config) {
    return config.data().kind().equals(JavaCode.SAMPLE)
        ? "the built-in sample"
        : config.data().title();
  }

  /** A line of the table that says so. */
  record Fact(String name, String value) {}

  static List<Fact> of(RunConfig config, TrainingSettings settings) {
    Map<String, String> facts = new LinkedHashMap<>();
    RunConfig.DataInfo data = config.data();
    facts.put(
        "data",
        data.title().equals(data.source())
            ? data.title()
            : "%s (%s)".formatted(data.title(), data.source()));
    facts.put(
        "samples",
        format("%,d to train on, %,d to test on", data.trainSamples(), data.testSamples()));
    if (data.vectors() != null) {
      facts.put(
          "word vectors",
          format(
              "%s, %,d words of %d numbers",
              data.vectors().source(), data.vectors().words(), data.vectors().size()));
    }
    facts.put(
        "training",
        format(
            "epochs: %d, batch size: %d, Adam's learning rate: %s, seed: %d",
            settings.epochs(),
            settings.batch(),
            JavaCode.number(settings.learningRate()),
            settings.seed()));
    facts.put(
        "engine",
        format(
            "%s on %s, threads: %d",
            config.engine().name(), config.engine().backend(), config.engine().threads()));
    if (config.machine() != null) {
      facts.put(
          "machine",
          format("%s, cores: %d", config.machine().processor(), config.machine().cores()));
    }
    if (config.versions() != null) {
      facts.put(
          "versions",
          config.versions().entrySet().stream()
              .sorted(Map.Entry.comparingByKey())
              .map(version -> version.getKey() + " " + version.getValue())
              .collect(Collectors.joining(", ")));
    }
    facts.put("started", String.valueOf(config.created()));
    return facts.entrySet().stream().map(fact -> new Fact(fact.getKey(), fact.getValue())).toList();
  }

  private static String format(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
