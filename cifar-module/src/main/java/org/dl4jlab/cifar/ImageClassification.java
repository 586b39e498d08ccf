package org.dl4jlab.cifar;

import java.io.IOException;
import java.util.List;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dl4jlab.UserException;
import org.dl4jlab.cifar.data.CifarDataset;
import org.dl4jlab.cifar.data.ImageSet;
import org.dl4jlab.cifar.data.ImageSets;
import org.dl4jlab.data.ImageDataset;
import org.dl4jlab.experiment.Console;
import org.dl4jlab.experiment.Experiment;
import org.dl4jlab.experiment.ExperimentData;
import org.dl4jlab.experiment.ExperimentFamily;
import org.dl4jlab.experiment.TrainedRun;
import org.dl4jlab.run.RunConfig;
import org.dl4jlab.source.DataAccess;
import org.dl4jlab.source.Division;

/** The experiments on images. They are validated on the test images. */
public final class ImageClassification implements ExperimentFamily<ImageExperiment> {

  @Override
  public String name() {
    return ImageExperiment.NAME;
  }

  @Override
  public Class<ImageExperiment> optionsType() {
    return ImageExperiment.class;
  }

  @Override
  public ImageExperiment defaults() {
    return ImageExperiment.defaults();
  }

  @Override
  public Experiment create(ImageExperiment options, DataAccess access, Console console)
      throws IOException {
    var settings = options.settings();
    ImageSet images =
        open(options.dataset(), settings.data(), access, console)
            .limited(settings.limitTrain(), settings.limitTest(), settings.seed());
    ComputationGraph graph =
        new ComputationGraph(options.network().configuration(options.networkFor(images)));
    graph.init();
    return experiment(options, graph, images);
  }

  @Override
  public Experiment reopen(TrainedRun<ImageExperiment> run, DataAccess access, Console console)
      throws IOException {
    return experiment(run.options(), run.graph(), imagesOf(run, access, console));
  }

  /** The images that a run was made with, or others that the person names: all of these. */
  static ImageSet imagesOf(TrainedRun<ImageExperiment> run, DataAccess access, Console console)
      throws IOException {
    var settings = run.options().settings();
    ImageSet images = open(run.options().dataset(), run.data(), run.division(), access, console);
    List<String> known = run.config().data().classNames();
    if (run.division() == Division.ALL_TESTED && known.containsAll(images.classNames())) {
      return images.withClasses(known);
    }
    if (!images.classNames().equals(known)) {
      throw new UserException(
          "The run knows the classes %s, but this data has %s"
              .formatted(known, images.classNames()));
    }
    return images.limited(settings.limitTrain(), settings.limitTest(), settings.seed());
  }

  static ImageSet open(CifarDataset dataset, String data, DataAccess access, Console console)
      throws IOException {
    return open(dataset, data, Division.HELD_OUT, access, console);
  }

  private static ImageSet open(
      CifarDataset dataset, String data, Division division, DataAccess access, Console console)
      throws IOException {
    ImageSet images = new ImageSets(dataset.format(), access).open(data, division);
    console.say(
        "Data: %s from %s, %,d images to train on, %,d to test on, %d classes",
        images.title(),
        images.source(),
        images.train().count(),
        images.test().count(),
        images.classNames().size());
    return images;
  }

  private static Experiment experiment(
      ImageExperiment options, ComputationGraph graph, ImageSet images) {
    ImageDataset train = images.train();
    return new Experiment(
        ImageExperiment.NAME,
        options,
        graph,
        InputType.convolutional(train.height(), train.width(), train.channels()),
        new ExperimentData(train, images.validation(), images.test(), facts(images), "images"),
        Experiment.NO_ARTIFACTS,
        new ImageSamples(images.test()));
  }

  private static RunConfig.DataInfo facts(ImageSet images) {
    ImageDataset train = images.train();
    return new RunConfig.DataInfo(
        images.kind(),
        images.title(),
        images.source(),
        List.of(train.height(), train.width(), train.channels()),
        images.classNames(),
        train.count(),
        images.test().count(),
        train.checksum(),
        images.test().checksum(),
        null);
  }
}
