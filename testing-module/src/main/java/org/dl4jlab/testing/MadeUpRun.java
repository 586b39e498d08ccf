package org.dl4jlab.testing;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.dl4jlab.run.Machine;
import org.dl4jlab.run.Metrics;
import org.dl4jlab.run.Metrics.ClassScore;
import org.dl4jlab.run.RunConfig;
import org.dl4jlab.run.RunConfig.DataInfo;
import org.dl4jlab.run.RunFolder;
import org.dl4jlab.train.EpochResult;
import org.dl4jlab.train.Familiarity;
import org.dl4jlab.train.History;
import org.dl4jlab.train.RunningMetrics;
import org.dl4jlab.train.Score;

/**
 * A run that nobody trained: cats and dogs, 100 to train on and 4 to test on, and of these one cat
 * taken for a dog. Its second epoch is the best one.
 *
 * @param experiment {@code cifar} or {@code imdb}
 * @param options as {@code config.json} has them
 */
public record MadeUpRun(String experiment, JsonNode options, DataInfo data, int epochs) {

  /** The layers as text; {@code summary.json} has the same. */
  public static final String SUMMARY =
      """
      Layer (type)        Output shape  Param #
      -----------------------------------------
      input (InputLayer)  (None, 4)           0
      dense (Dense)       (None, 2)          10
      -----------------------------------------
      Total params: 10
      Trainable params: 10
      Non-trainable params: 0
      """;

  private static final Object SUMMARY_JSON =
      Map.of("rows", List.of(layer("input", "InputLayer", 4, 0), layer("dense", "Dense", 2, 10)));

  private static final Object PREDICTED =
      List.of(
          Map.of(
              "id", "test image 3",
              "predicted", "cat",
              "actual", "cat",
              "probability", 0.75,
              "png", "aGVsbG8="));

  private static final Object MISTAKES =
      List.of(
          Map.of(
              "id", "review 7",
              "predicted", "dog",
              "actual", "cat",
              "probability", 0.99,
              "tokens", List.of(token("not", -2), token("a", 0), token("<b>gem</b>", 4))));

  private static Map<String, Object> layer(String name, String type, int units, int parameters) {
    return Map.of(
        "name",
        name,
        "type",
        type,
        "shape",
        "(None, %d)".formatted(units),
        "parameters",
        parameters,
        "not_trainable",
        0);
  }

  private static Map<String, Object> token(String text, double weight) {
    return Map.of("text", text, "weight", weight);
  }

  /** A dense network's. */
  public static MadeUpRun of(String kind, String title, int epochs) {
    return new MadeUpRun(
        "cifar",
        RunFolder.tree(
            Map.of("network", "dense", "epochs", epochs, "threads", 0, "learning_rate", 5e-4)),
        data(kind, title, "built-in"),
        epochs);
  }

  /** Cats and dogs from wherever it may be. */
  public static DataInfo data(String kind, String title, String source) {
    return new DataInfo(
        kind, title, source, List.of(32, 32, 3), List.of("cat", "dog"), 100, 4, "a1", "b2", null);
  }

  /** Writes every file of a finished run but model and report. */
  public RunFolder write(Path path) throws IOException {
    RunFolder folder = RunFolder.create(path);
    folder.write(config());
    folder.write(history());
    folder.write(RunFolder.SUMMARY, SUMMARY);
    folder.writeJson(RunFolder.SUMMARY_JSON, SUMMARY_JSON);
    folder.write(tested());
    folder.writeJson(RunFolder.PREDICTED, PREDICTED);
    folder.writeJson(RunFolder.MISTAKES, MISTAKES);
    int shade = 1;
    for (String name : List.of(RunFolder.CURVES, RunFolder.CONFUSION, RunFolder.PREDICTIONS)) {
      BufferedImage picture = new BufferedImage(3, 2, BufferedImage.TYPE_INT_RGB);
      picture.setRGB(0, 0, shade++);
      folder.write(name, picture);
    }
    return folder;
  }

  public RunConfig config() {
    return new RunConfig(
        experiment,
        "2026-01-02T03:04:05Z",
        options,
        data,
        new RunConfig.EngineInfo("onednn", "nd4j-native", 2),
        new Machine("A processor", 2, 1000, "Linux", "17"),
        Map.of("dl4j", "1.0.0-M2.1", "dl4jlab", "0.1.0"));
  }

  public History history() {
    return history(epochs);
  }

  public static History history(int epochs) {
    return new History(
        IntStream.rangeClosed(1, epochs)
            .mapToObj(e -> new EpochResult(e, 1.0 / e, 0.5, 1.5 / e, e == 2 ? 0.75 : 0.25))
            .toList(),
        RunningMetrics.NONE);
  }

  /**
   * The figures before the test.
   *
   * @param status one of those that {@link Metrics} names
   */
  public Metrics metrics(String status) {
    return new Metrics(
        status,
        data.title(),
        epochs,
        RunningMetrics.NONE,
        history().best().orElse(null),
        (long) data.trainSamples() * epochs,
        50,
        null,
        null,
        null,
        null,
        null,
        null);
  }

  private Metrics tested() {
    return metrics(Metrics.FINISHED)
        .tested(
            new Score(4, 0.5, 0.75),
            List.of(
                new ClassScore("cat", 1, 0.5, 2 / 3.0, 2),
                new ClassScore("dog", 2 / 3.0, 1, 0.8, 2)),
            new int[][] {{1, 1}, {0, 2}},
            null,
            new Familiarity(0.6, 40));
  }
}
