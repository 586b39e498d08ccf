package org.dl4jlab.notebooks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.dl4jlab.cifar.ImageExperiment;
import org.dl4jlab.cifar.data.CifarDataset;
import org.dl4jlab.imdb.SentimentExperiment;
import org.dl4jlab.nets.ImageNetwork;
import org.dl4jlab.run.RunConfig;
import org.dl4jlab.run.RunFolder;
import org.dl4jlab.run.TrainingSettings;
import org.dl4jlab.testing.MadeUpRun;

/** Made-up runs of two epochs with the options of the two programs. */
final class MadeUpRuns {

  private static final TrainingSettings SETTINGS =
      new TrainingSettings(
          "pets", 2, 4, 0.0005, 7, "auto", 0, Integer.MAX_VALUE, Integer.MAX_VALUE);

  private MadeUpRuns() {}

  static RunFolder write(Path path, ImageNetwork network) throws IOException {
    return ofImages(network, SETTINGS, MadeUpRun.data("folder", "pets", "/data/\"pets\""))
        .write(path);
  }

  static MadeUpRun ofImages(
      ImageNetwork network, TrainingSettings settings, RunConfig.DataInfo data) {
    return new MadeUpRun(
        "cifar",
        RunFolder.tree(new ImageExperiment(CifarDataset.CIFAR10, network, settings)),
        data,
        settings.epochs());
  }

  /** On the sample of reviews, with word vectors of their own. */
  static RunFolder writeSentiment(Path path) throws IOException {
    RunConfig.DataInfo images = MadeUpRun.data("sample", "sample", "built-in");
    RunConfig.DataInfo reviews =
        new RunConfig.DataInfo(
            images.kind(),
            images.title(),
            images.source(),
            images.inputShape(),
            images.classNames(),
            images.trainSamples(),
            images.testSamples(),
            images.trainSha256(),
            images.testSha256(),
            new RunConfig.VectorInfo("own", 1234, 100, 0.9375, "c3"));
    RunFolder folder =
        new MadeUpRun("imdb", RunFolder.tree(SentimentExperiment.defaults()), reviews, 2)
            .write(path);
    Files.move(folder.file(RunFolder.PREDICTIONS), folder.file("calibration.png"));
    return folder;
  }
}
