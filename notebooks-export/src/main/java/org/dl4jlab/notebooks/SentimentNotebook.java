package org.dl4jlab.notebooks;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.dl4jlab.imdb.SentimentExperiment;
import org.dl4jlab.imdb.data.ReviewSet;
import org.dl4jlab.report.BinaryReport;
import org.dl4jlab.run.Metrics;
import org.dl4jlab.run.RunConfig;
import org.dl4jlab.run.RunFolder;
import org.dl4jlab.run.TrainingSettings;

/**
 * The notebook of a network that was trained on reviews.
 *
 * @param binary the figures of the probabilities; none before the training has ended
 */
record SentimentNotebook(
    RunConfig config, SentimentExperiment options, Optional<Metrics.BinaryScores> binary)
    implements ExperimentNotebook {

  static final String EXPERIMENT = "imdb";

  /** The picture that such a run has besides those that all have. */
  static final String CALIBRATION = "calibration.png";

  private static final String NETWORK_CLASS = "SentimentCnn";

  /**
   * @throws org.dl4jlab.UserException when the run's options are none that this version knows
   */
  static SentimentNotebook of(RunRecord run, RunConfig config) {
    SentimentExperiment options = RunFolder.options(config, SentimentExperiment.class);
    JavaCode.requireLecture(options.settings());
    return new SentimentNotebook(config, options, run.tested().map(Metrics::binary));
  }

  @Override
  public String title() {
    return "A convolutional network for sentiment on " + RunFacts.data(config);
  }

  @Override
  public String pictureTitle() {
    return "%s on %s".formatted(SentimentExperiment.NETWORK, config.data().title());
  }

  @Override
  public TrainingSettings settings() {
    return options.settings();
  }

  @Override
  public List<String> opening() {
    return List.of(
        kind(), "imdb-data", ownVectors() ? "imdb-vectors-own" : "imdb-vectors-file", "imdb-graph");
  }

  @Override
  public List<String> analysis() {
    return config.data().classNames().size() > 2
        ? List.of("imdb-test")
        : List.of("imdb-test", "imdb-probabilities");
  }

  private boolean ownVectors() {
    return options.vectors().equals(SentimentExperiment.OWN_VECTORS);
  }

  @Override
  public Map<String, String> code() {
    Map<String, String> code = new HashMap<>();
    code.put("data", JavaCode.data(config, settings()));
    code.put("limits", JavaCode.limits(settings()) + JavaCode.validation(settings()));
    code.put("vectors", JavaCode.literal(options.vectors()));
    code.put("vectorsLimit", JavaCode.limit(options.vectorsLimit()));
    code.put("tokens", String.valueOf(options.tokens()));
    code.put("declaration", JavaCode.ofNetwork(NETWORK_CLASS));
    code.put("trainAndTest", "texts.train(), texts.validation()");
    code.put(
        "vectorsSha256",
        JavaCode.literal(
            config.data().vectors() == null
                ? ""
                : String.valueOf(config.data().vectors().sha256())));
    return code;
  }

  /** What the reviews are. */
  private String kind() {
    return switch (config.data().kind()) {
      case TrainingSettings.SAMPLE_DATA -> "imdb-kind-sample";
      case ReviewSet.IMDB -> "imdb-kind-imdb";
      default -> "imdb-kind-own";
    };
  }

  @Override
  public Map<String, List<Output>> outputs() {
    Map<String, List<Output>> outputs = new HashMap<>();
    RunConfig.DataInfo data = config.data();
    if (data.vectors() != null) {
      outputs.put(
          "texts",
          List.of(
              Output.printed(
                  String.format(
                      Locale.ROOT,
                      "%s: %,d reviews to train on, %,d to test on%n%.1f%% of all tokens have one of %,d vectors of %d numbers%n",
                      data.title(),
                      data.trainSamples(),
                      data.testSamples(),
                      100 * data.vectors().knownShare(),
                      data.vectors().words(),
                      data.vectors().size()))));
    }
    binary.ifPresent(
        scores ->
            outputs.put("probabilities", List.of(Output.printed(BinaryReport.toText(scores)))));
    return outputs;
  }
}
