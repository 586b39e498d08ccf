package org.dl4jlab.notebooks;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.dl4jlab.UserException;
import org.dl4jlab.engine.Engines;
import org.dl4jlab.run.RunConfig;
import org.dl4jlab.run.TrainingSettings;

/** Makes the notebook of a run: imports, data, architecture, training, analysis. */
final class RunNotebook {

  private static final Map<String, BiFunction<RunRecord, RunConfig, ExperimentNotebook>>
      EXPERIMENTS =
          Map.of(
              CifarNotebook.EXPERIMENT, CifarNotebook::of,
              SentimentNotebook.EXPERIMENT, SentimentNotebook::of);

  private RunNotebook() {}

  /**
   * The notebook of what a run's folder tells. Without options that this version knows there is no
   * code, only the figures.
   *
   * @param notice is told, a line at a time, what the notebook lacks and why
   */
  static Notebook of(RunRecord run, Consumer<String> notice) {
    run.complaints().forEach(notice);
    if (run.config().isPresent()) {
      RunConfig config = run.config().get();
      try {
        return of(run, config, experiment(run, config), notice);
      } catch (UserException e) {
        notice.accept(e.getMessage() + "; the notebook shows results without code");
      }
    }
    return FiguresNotebook.of(run);
  }

  private static ExperimentNotebook experiment(RunRecord run, RunConfig config) {
    BiFunction<RunRecord, RunConfig, ExperimentNotebook> known =
        EXPERIMENTS.get(config.experiment());
    if (known == null) {
      throw new UserException(
          "The experiment '%s' is unknown to this version, which knows %s"
              .formatted(
                  config.experiment(), String.join(", ", new TreeSet<>(EXPERIMENTS.keySet()))));
    }
    return known.apply(run, config);
  }

  private static Notebook of(
      RunRecord run, RunConfig config, ExperimentNotebook experiment, Consumer<String> notice) {
    if (run.tested().isEmpty() && run.metrics().isPresent()) {
      notice.accept("The run has not finished: the notebook has no test results");
    }
    List<String> parts = new ArrayList<>();
    parts.add("opening");
    parts.addAll(experiment.opening());
    parts.add("training");
    parts.addAll(experiment.analysis());
    parts.add(run.tested().isPresent() ? "comparison" : "closing");
    RunFigures figures = new RunFigures(run);
    Map<String, String> code = new TreeMap<>(experiment.code());
    code.put("pictureTitle", JavaCode.literal(experiment.pictureTitle()));
    code.putAll(figures.code());
    code.putAll(settings(experiment.settings(), config));
    Map<String, List<Output>> outputs = new TreeMap<>(experiment.outputs());
    outputs.putAll(figures.outputs(config, experiment.settings()));
    return Notebook.of(
        experiment.title(),
        CellTemplate.cells(
            CellTemplate.of(parts), RunTexts.of(run, config, experiment), code, outputs));
  }

  /** The settings as Java code has them. */
  private static Map<String, String> settings(TrainingSettings settings, RunConfig config) {
    String engine =
        settings.engine().equals(Engines.AUTO)
            ? "Engines.fastest(graph, new EngineOptions(%d), System.out::println)"
                .formatted(settings.threads())
            : "Engines.named(%s, graph, new EngineOptions(%d))"
                .formatted(JavaCode.literal(settings.engine()), settings.threads());
    return Map.of(
        "epochs", String.valueOf(settings.epochs()),
        "batch", String.valueOf(settings.batch()),
        "learningRate", JavaCode.number(settings.learningRate()),
        "seed", settings.seed() + (settings.seed() == (int) settings.seed() ? "" : "L"),
        "openEngine", engine,
        "trainSha256", JavaCode.literal(String.valueOf(config.data().trainSha256())),
        "testSha256", JavaCode.literal(String.valueOf(config.data().testSha256())));
  }
}
