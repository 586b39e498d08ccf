package org.dl4jlab.notebooks;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.dl4jlab.cifar.ImageExperiment;
import org.dl4jlab.cifar.data.CifarDataset;
import org.dl4jlab.imdb.SentimentExperiment;
import org.dl4jlab.nets.ImageNetwork;
import org.dl4jlab.run.Machine;
import org.dl4jlab.run.Metrics;
import org.dl4jlab.run.Metrics.ClassScore;
import org.dl4jlab.run.RunConfig;
import org.dl4jlab.run.RunFolder;
import org.dl4jlab.run.TrainingSettings;
import org.dl4jlab.train.EpochResult;
import org.dl4jlab.train.History;
import org.dl4jlab.train.RunningMetrics;
import org.dl4jlab.train.Score;

/** The folder of a run that nobody trained: two classes, two epochs, six test images. */
final class HandMadeRun {

  static final String SUMMARY = "Layer (type)\n------------\nTotal params: 646,260\n";

  static final History HISTORY =
      new History(
          List.of(
              new EpochResult(1, 0.7, 0.5, 0.65, 0.75), new EpochResult(2, 0.25, 0.875, 0.5, 0.5)),
          RunningMetrics.NONE);

  static final Score TEST = new Score(4, 0.5, 0.5);

  private static final RunConfig.VectorInfo VECTORS =
      new RunConfig.VectorInfo("own", 1234, 100, 0.9375, "c3");

  private HandMadeRun() {}

  /** A finished run with every file but the model, which no notebook reads. */
  static RunFolder write(Path path, ImageNetwork network) throws IOException {
    TrainingSettings settings =
        new TrainingSettings(
            "pets", 2, 4, 0.0005, 7, "auto", 0, Integer.MAX_VALUE, Integer.MAX_VALUE);
    return write(
        path,
        new ImageExperiment(CifarDataset.CIFAR10, network, settings),
        "folder",
        "/data/\"pets\"");
  }

  /** A finished run on reviews. */
  static RunFolder writeSentiment(Path path) throws IOException {
    RunFolder folder =
        write(path, "imdb", SentimentExperiment.defaults(), "sample", "built-in", VECTORS);
    Files.move(folder.file(RunFolder.PREDICTIONS), folder.file("calibration.png"));
    return folder;
  }

  static RunFolder write(Path path, ImageExperiment options, String kind, String source)
      throws IOException {
    return write(path, "cifar", options, kind, source, null);
  }

  private static RunFolder write(
      Path path,
      String experiment,
      Object options,
      String kind,
      String source,
      RunConfig.VectorInfo vectors)
      throws IOException {
    RunFolder folder = RunFolder.create(path);
    folder.write(
        new RunConfig(
            experiment,
            "2026-01-01T12:00:00Z",
            RunFolder.tree(options),
            new RunConfig.DataInfo(
                kind,
                kind.equals("sample") ? "sample" : source,
                source,
                List.of(32, 32, 3),
                List.of("cat", "dog"),
                8,
                4,
                "a1",
                "b2",
                vectors),
            new RunConfig.EngineInfo("onednn", "nd4j-native", 2),
            new Machine("A processor", 2, 1024, "Linux", "17"),
            Map.of("dl4j", "1.0.0-M2.1", "dl4jlab", "1")));
    folder.write(RunFolder.SUMMARY, SUMMARY);
    folder.write(HISTORY);
    folder.write(metrics(Metrics.FINISHED));
    int shade = 1;
    for (String name : List.of(RunFolder.CURVES, RunFolder.CONFUSION, RunFolder.PREDICTIONS)) {
      BufferedImage picture = new BufferedImage(3, 2, BufferedImage.TYPE_INT_RGB);
      picture.setRGB(0, 0, shade++);
      folder.write(name, picture);
    }
    return folder;
  }

  /** Of the two cats and two dogs, one cat and one dog are right. */
  static Metrics metrics(String status) {
    boolean finished = status.equals(Metrics.FINISHED);
    return new Metrics(
        status,
        "pets",
        2,
        RunningMetrics.NONE,
        HISTORY.epochs().get(0),
        16,
        1.5,
        finished ? TEST : null,
        finished
            ? List.of(
                new ClassScore("cat", 0.5, 0.5, 0.5, 2), new ClassScore("dog", 0.5, 0.5, 0.5, 2))
            : null,
        finished ? new int[][] {{1, 1}, {1, 1}} : null,
        null);
  }
}
