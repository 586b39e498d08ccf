package org.dl4jlab.page;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.dl4jlab.method.Keep;
import org.dl4jlab.page.Table.Cell;
import org.dl4jlab.page.Table.Row;
import org.dl4jlab.run.Metrics;
import org.dl4jlab.run.RunConfig;
import org.dl4jlab.train.EpochResult;
import org.dl4jlab.train.History;

/** A run's facts as names and texts, in the order in which a page shows them. */
final class RunFacts {

  /** How the names of checksums begin. */
  static final String SHA_256 = "SHA-256";

  private RunFacts() {}

  /** Every option of the run's command. */
  static Map<String, String> options(RunConfig config) {
    Map<String, String> facts = new LinkedHashMap<>();
    config
        .options()
        .fields()
        .forEachRemaining(
            option -> facts.put(words(option.getKey()), value(option.getKey(), option.getValue())));
    return facts;
  }

  private static String words(String name) {
    return name.replace('_', ' ');
  }

  /** What stands for "no limit" and "as many as there are" is said in words. */
  private static String value(String name, JsonNode value) {
    if (value.isNull() || value.isInt() && value.asInt() == Integer.MAX_VALUE) {
      return "none";
    }
    if (name.equals("threads") && value.asInt() == 0) {
      return "all cores";
    }
    if (value.isFloatingPointNumber()) {
      return BigDecimal.valueOf(value.asDouble()).stripTrailingZeros().toPlainString();
    }
    return value.isValueNode() ? value.asText() : value.toString();
  }

  static Map<String, String> data(RunConfig config) {
    RunConfig.DataInfo data = config.data();
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("data set", data.title());
    facts.put("source", data.source());
    facts.put(
        "input shape",
        data.inputShape().stream().map(String::valueOf).collect(Collectors.joining(" × ")));
    facts.put("classes", String.join(", ", data.classNames()));
    facts.put("training samples", Figures.count(data.trainSamples()));
    facts.put("test samples", Figures.count(data.testSamples()));
    if (data.vectors() != null) {
      facts.put("word vectors", data.vectors().source());
      facts.put("words with a vector", Figures.count(data.vectors().words()));
      facts.put("tokens with a vector", Figures.percent(data.vectors().knownShare()));
      put(facts, SHA_256 + " of the word vectors", data.vectors().sha256());
    }
    put(facts, SHA_256 + " of the training samples", data.trainSha256());
    put(facts, SHA_256 + " of the test samples", data.testSha256());
    return facts;
  }

  static Map<String, String> place(RunConfig config) {
    Map<String, String> facts = new LinkedHashMap<>();
    put(facts, "started", config.created());
    facts.put("engine", config.engine().name());
    facts.put("engine threads", String.valueOf(config.engine().threads()));
    put(facts, "ND4J backend", config.engine().backend());
    if (config.machine() != null) {
      put(facts, "processor", config.machine().processor());
      facts.put("cores", String.valueOf(config.machine().cores()));
      facts.put("heap", Figures.count(config.machine().heapMegabytes()) + "\u00A0MB");
      put(facts, "system", config.machine().system());
      put(facts, "Java", config.machine().java());
    }
    if (config.versions() != null) {
      config.versions().entrySet().stream()
          .sorted(Map.Entry.comparingByKey())
          .forEach(version -> put(facts, version.getKey() + " version", version.getValue()));
    }
    return facts;
  }

  /** What the run reached; accuracies and losses as Keras prints them. */
  static Map<String, String> results(RunParts run) {
    Map<String, String> facts = new LinkedHashMap<>();
    Metrics metrics = run.metrics();
    History history = run.history();
    facts.put("evaluated on", run.data());
    facts.put("status", metrics == null ? "unknown" : metrics.status());
    facts.put("completed epochs", Figures.count(history.epochs().size()));
    if (metrics != null && metrics.test() != null) {
      facts.put("test accuracy", Figures.precise(metrics.test().accuracy()));
      facts.put("test loss", Figures.precise(metrics.test().loss()));
      facts.put("evaluated samples", Figures.count(metrics.test().samples()));
    }
    if (metrics != null && metrics.binary() != null) {
      facts.put("ROC AUC", Figures.precise(metrics.binary().rocAuc()));
      facts.put("calibration error", Figures.precise(metrics.binary().calibrationError()));
    }
    history
        .best()
        .ifPresent(
            best -> {
              facts.put("best epoch", String.valueOf(best.epoch()));
              facts.put("best validation accuracy", Figures.precise(best.valAccuracy()));
              if (keepsBest(run)) {
                facts.put("tested parameters", "those of the best epoch");
              }
            });
    history.last().ifPresent(last -> putLast(facts, last));
    if (metrics != null && metrics.trainSeconds() > 0) {
      facts.put("training time", Figures.duration(metrics.trainSeconds()));
      facts.put("samples per second", Figures.rate(speed(metrics)));
      if (isResumed(run)) {
        facts.put("time and speed", "since the run was resumed");
      }
    }
    return facts;
  }

  private static boolean keepsBest(RunParts run) {
    return run.config() != null
        && Keep.BEST.toString().equals(run.config().options().path("keep").asText());
  }

  private static void putLast(Map<String, String> facts, EpochResult last) {
    facts.put("last loss", Figures.precise(last.loss()));
    facts.put("last accuracy", Figures.precise(last.accuracy()));
    facts.put("last val_loss", Figures.precise(last.valLoss()));
    facts.put("last val_accuracy", Figures.precise(last.valAccuracy()));
  }

  /** Validations included. */
  static double speed(Metrics metrics) {
    return metrics.trainedSamples() / metrics.trainSeconds();
  }

  private static boolean isResumed(RunParts run) {
    return run.config() != null
        && run.metrics().trainedSamples()
            < (long) run.metrics().epochs() * run.config().data().trainSamples();
  }

  private static void put(Map<String, String> facts, String name, String value) {
    if (value != null) {
      facts.put(name, value);
    }
  }

  static Table table(String caption, Map<String, String> facts) {
    List<Row> rows =
        facts.entrySet().stream()
            .map(fact -> new Row(fact.getKey(), List.of(new Cell(fact.getValue(), false))))
            .toList();
    return Table.ofFacts(caption, rows);
  }
}
