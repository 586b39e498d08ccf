package org.dl4jlab.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.dl4jlab.run.Metrics;

/** A figure that stands out. */
record Tile(String name, String value, String note) {

  /** What is asked first about a run. */
  static List<Tile> of(RunParts run) {
    List<Tile> tiles = new ArrayList<>();
    Metrics metrics = run.metrics();
    if (metrics != null && metrics.test() != null) {
      tiles.add(
          new Tile(
              "test accuracy",
              Figures.percent(metrics.test().accuracy()),
              Figures.counted(metrics.test().samples(), "sample", "samples")));
      tiles.add(new Tile("test loss", Figures.precise(metrics.test().loss()), ""));
    }
    run.history()
        .best()
        .ifPresent(
            best ->
                tiles.add(
                    new Tile(
                        "best epoch",
                        Figures.count(best.epoch()),
                        "%s %s"
                            .formatted(
                                isValidatedOnTest(run) ? "on the test samples" : "validation",
                                Figures.percent(best.valAccuracy())))));
    if (run.summary() != null) {
      tiles.add(new Tile("parameters", Figures.count(run.summary().parameters()), ""));
    }
    Map<String, String> results = RunFacts.results(run);
    if (results.containsKey("training time")) {
      tiles.add(
          new Tile(
              "training time",
              results.get("training time"),
              results.get("samples per second") + " samples per second"));
    }
    return tiles;
  }

  private static boolean isValidatedOnTest(RunParts run) {
    return run.config() != null
        && run.config().data().validation() != null
        && run.config().data().validation().onTest();
  }
}
