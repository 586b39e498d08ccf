package org.dl4jlab.page;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.dl4jlab.report.PredictedSample;
import org.dl4jlab.report.PredictedSample.Token;
import org.dl4jlab.run.Machine;
import org.dl4jlab.run.Metrics;
import org.dl4jlab.run.Metrics.ClassScore;
import org.dl4jlab.run.RunConfig;
import org.dl4jlab.run.RunFolder;
import org.dl4jlab.train.EpochResult;
import org.dl4jlab.train.History;
import org.dl4jlab.train.RunningMetrics;
import org.dl4jlab.train.Score;

/** A run's folder with made-up figures. */
final class FakeRun {

  private static final String SUMMARY =
      """
      Layer (type)       Output shape  Param #
      ----------------------------------------
      input (InputLayer) (None, 4)           0
      dense (Dense)      (None, 2)          10
      ----------------------------------------
      Total params: 10
      Trainable params: 10
      Non-trainable params: 0
      """
          .replace("(InputLayer) ", "(InputLayer)  ");

  private FakeRun() {}

  static RunFolder write(Path path, String kind, String title, int epochs) throws IOException {
    RunFolder folder = RunFolder.create(path);
    folder.write(config(kind, title, epochs));
    History history = History.empty();
    for (int e = 1; e <= epochs; e++) {
      history = history.with(new EpochResult(e, 1.0 / e, 0.5, 1.5 / e, e == 2 ? 0.75 : 0.25));
    }
    folder.write(history);
    folder.write(RunFolder.SUMMARY, SUMMARY);
    folder.write(metrics(title, history));
    folder.writeJson(
        RunFolder.PREDICTED,
        List.of(new PredictedSample("test image 3", "cat", "cat", 0.75, "aGVsbG8=", null)));
    folder.writeJson(
        RunFolder.MISTAKES,
        List.of(
            PredictedSample.ofText(
                "review 7",
                "dog",
                "cat",
                0.99,
                List.of(new Token("not", -2), new Token("a", 0), new Token("<b>gem</b>", 4)))));
    return folder;
  }

  static RunConfig config(String kind, String title, int epochs) {
    return new RunConfig(
        "cifar",
        "2026-01-02T03:04:05Z",
        RunFolder.tree(
            Map.of("network", "dense", "epochs", epochs, "threads", 0, "learning_rate", 5e-4)),
        new RunConfig.DataInfo(
            kind,
            title,
            "built-in",
            List.of(32, 32, 3),
            List.of("cat", "dog"),
            100,
            4,
            "ab",
            "cd",
            null),
        new RunConfig.EngineInfo("onednn", "nd4j-native", 2),
        new Machine("processor", 2, 1000, "system", "java"),
        Map.of("dl4jlab", "0.1.0"));
  }

  private static Metrics metrics(String title, History history) {
    int epochs = history.epochs().size();
    return new Metrics(
            Metrics.FINISHED,
            title,
            epochs,
            RunningMetrics.NONE,
            history.best().orElse(null),
            100L * epochs,
            50,
            null,
            null,
            null,
            null)
        .tested(
            new Score(4, 0.6931, 0.75),
            List.of(new ClassScore("cat", 1, 0.5, 0.667, 2), new ClassScore("dog", 0.5, 1, 0.8, 2)),
            new int[][] {{1, 1}, {0, 2}},
            null);
  }
}
