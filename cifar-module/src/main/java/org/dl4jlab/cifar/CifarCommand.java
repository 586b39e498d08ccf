package org.dl4jlab.cifar;

import java.io.IOException;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dl4jlab.cifar.data.ImageSet;
import org.dl4jlab.cifar.data.ImageSets;
import org.dl4jlab.cli.DownloadProgress;
import org.dl4jlab.cli.LabCommand;
import org.dl4jlab.data.Cache;
import org.dl4jlab.data.RemoteFile;
import org.dl4jlab.engine.Engine;
import org.dl4jlab.engine.EngineOptions;
import org.dl4jlab.engine.Engines;
import org.dl4jlab.run.RunConfig;
import picocli.CommandLine.Option;

/** What the commands on images share. */
abstract class CifarCommand extends LabCommand {

  /**
   * Where real data is looked for.
   *
   * @param cache of downloads
   * @param archive the official archive
   */
  record DataPlaces(Cache cache, RemoteFile archive) {}

  @Option(names = "--offline", description = "Never download.")
  private boolean offline;

  private final DataPlaces places;

  CifarCommand(DataPlaces places) {
    this.places = places;
  }

  ImageSet openImages(String data) throws IOException {
    try (DownloadProgress progress = new DownloadProgress(prose(), terminal().interactive())) {
      ImageSet images =
          new ImageSets(
                  places.cache(), places.archive(), offline, progress, notice -> say("%s", notice))
              .open(data);
      say(
          "Data: %s from %s, %,d images to train on, %,d to test on, %d classes",
          images.title(),
          images.source(),
          images.train().count(),
          images.test().count(),
          images.classNames().size());
      return images;
    }
  }

  /** The images that a run was made with, or others that the person names. */
  ImageSet openImagesOf(RunConfig config, ExperimentOptions options, String named)
      throws IOException {
    String data =
        named != null
            ? named
            : config.data().kind().equals(ImageSet.SAMPLE)
                ? ImageSet.SAMPLE
                : config.data().source();
    ImageSet images = openImages(data).limited(options.limitTrain(), options.limitTest());
    if (!images.classNames().equals(config.data().classNames())) {
      throw new org.dl4jlab.LabException(
          "The run knows the classes %s, but this data has %s"
              .formatted(config.data().classNames(), images.classNames()));
    }
    return images;
  }

  Engine openEngine(String name, ComputationGraph graph, EngineOptions options) {
    return name.equals(ExperimentOptions.AUTO)
        ? Engines.fastest(graph, options, reason -> say("%s", reason))
        : Engines.named(name, graph, options);
  }

  static InputType inputType(RunConfig.DataFacts data) {
    var shape = data.inputShape();
    return InputType.convolutional(shape.get(0), shape.get(1), shape.get(2));
  }
}
