package org.dl4jlab.cifar;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dl4jlab.UserException;
import org.dl4jlab.cifar.data.CifarDataset;
import org.dl4jlab.cifar.data.ImageSet;
import org.dl4jlab.cifar.data.ImageSets;
import org.dl4jlab.data.ImageDataset;
import org.dl4jlab.data.SampleOrder;
import org.dl4jlab.experiment.Console;
import org.dl4jlab.experiment.Experiment;
import org.dl4jlab.experiment.ExperimentData;
import org.dl4jlab.experiment.ExperimentFamily;
import org.dl4jlab.experiment.TrainedRun;
import org.dl4jlab.interchange.keras.ImportedModel;
import org.dl4jlab.run.RunConfig;
import org.dl4jlab.run.ValidationInfo;
import org.dl4jlab.source.DataAccess;
import org.dl4jlab.source.Division;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The experiments on images. As the lecture does it, they are validated on the test images. */
public final class ImageClassification implements ExperimentFamily<ImageExperiment> {

  /** From how many images a network's first weights are worked out. */
  private static final int FOR_START = 5000;

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
    if (options.network() == null) {
      throw new UserException(
          "The network %s was imported, but not kept; import it again"
              .formatted(options.imported()));
    }
    var settings = options.settings();
    ImageSet all = find(options.dataset(), settings.data(), Division.HELD_OUT, access);
    ImageSet images =
        all.limited(settings.limitTrain(), settings.limitTest(), settings.seed())
            .validatedOn(settings.method().validation(), settings.seed());
    tell(images, all, console);
    ComputationGraph graph =
        new ComputationGraph(
            settings
                .recipe(images.train().classCounts())
                .applyTo(options.network().configuration(options.networkFor(images))));
    graph.init();
    options.network().start(graph, firstOf(images.train()));
    return experiment(options, graph, images);
  }

  /** {@code [count, channels, height, width]}, from 0 to 1. */
  private static INDArray firstOf(ImageDataset images) {
    int count = Math.min(images.count(), FOR_START);
    return images.batch(SampleOrder.sequential(count), 0, count).features();
  }

  @Override
  public Experiment reopen(TrainedRun<ImageExperiment> run, DataAccess access, Console console)
      throws IOException {
    return experiment(run.options(), run.graph(), imagesOf(run, access, console));
  }

  /**
   * A network from elsewhere, beside the images that it knows.
   *
   * @throws UserException when it takes or gives other than they have
   */
  Experiment adopt(ImportedModel model, ImageExperiment options, DataAccess access, Console console)
      throws IOException {
    ImageSet images = open(options.dataset(), options.settings().data(), access, console);
    ImageDataset test = images.test();
    int[] takes = {test.height(), test.width(), test.channels()};
    int[] gives = {images.classNames().size()};
    boolean fits =
        model.inputs().size() == 1
            && model.outputs().size() == 1
            && Arrays.equals(model.inputs().get(0), takes)
            && Arrays.equals(model.outputs().get(0), gives);
    if (!fits) {
      throw new UserException(
          "The model takes %s and gives %s; for these images it must take %s and give %s"
              .formatted(
                  model.inputText(),
                  model.outputText(),
                  ImportedModel.text(takes),
                  ImportedModel.text(gives)));
    }
    return experiment(options, model.graph(), images);
  }

  @Override
  public InputType inputType(List<Integer> sample) {
    return InputType.convolutional(sample.get(0), sample.get(1), sample.get(2));
  }

  /** The images that a run was made with, or others that the person names: all of these. */
  static ImageSet imagesOf(TrainedRun<ImageExperiment> run, DataAccess access, Console console)
      throws IOException {
    ImageSet all = find(run.options().dataset(), run.data(), run.division(), access);
    ImageSet images = all;
    List<String> known = run.config().data().classNames();
    if (run.division() == Division.ALL_TESTED && known.containsAll(all.classNames())) {
      images = all.withClasses(known);
    } else if (all.classNames().equals(known)) {
      var settings = run.options().settings();
      images =
          all.limited(settings.limitTrain(), run.testLimit(), settings.seed())
              .validatedOn(settings.method().validation(), settings.seed());
    } else {
      throw new UserException(
          "The run knows the classes %s, but this data has %s".formatted(known, all.classNames()));
    }
    tell(images, all, console);
    return images;
  }

  /** All images. */
  static ImageSet open(CifarDataset dataset, String data, DataAccess access, Console console)
      throws IOException {
    ImageSet images = find(dataset, data, Division.HELD_OUT, access);
    tell(images, images, console);
    return images;
  }

  private static ImageSet find(
      CifarDataset dataset, String data, Division division, DataAccess access) throws IOException {
    return new ImageSets(dataset.format(), access).open(data, division);
  }

  private static void tell(ImageSet used, ImageSet all, Console console) {
    console.say(
        "Data: %s from %s, %s images to train on, %s to test on, %d %s",
        all.title(),
        all.source(),
        used(used.train(), all.train()),
        used(used.test(), all.test()),
        all.classNames().size(),
        all.classNames().size() == 1 ? "class" : "classes");
  }

  private static String used(ImageDataset some, ImageDataset all) {
    return some.count() == all.count()
        ? String.format(Locale.ROOT, "%,d", all.count())
        : String.format(Locale.ROOT, "%,d of %,d", some.count(), all.count());
  }

  private static Experiment experiment(
      ImageExperiment options, ComputationGraph graph, ImageSet images) {
    ImageDataset train = images.train();
    return new Experiment(
        ImageExperiment.NAME,
        options,
        graph,
        InputType.convolutional(train.height(), train.width(), train.channels()),
        data(options, images),
        Experiment.NO_ARTIFACTS,
        new ImageSamples(images.test()));
  }

  /** Images that are tested as they are validated are predicted once for both. */
  private static ExperimentData data(ImageExperiment options, ImageSet images) {
    try {
      return new ExperimentData(
          options.trained(images.train()),
          images.validation(),
          options.tested(images.test()),
          facts(options, images),
          "images");
    } catch (IllegalArgumentException e) {
      throw new UserException(e.getMessage(), e);
    }
  }

  private static RunConfig.DataInfo facts(ImageExperiment options, ImageSet images) {
    ImageDataset train = images.train();
    ImageDataset validation = images.validation();
    boolean onTest = validation == images.test();
    String testSha256 = images.test().checksum();
    return new RunConfig.DataInfo(
            images.kind(),
            images.title(),
            images.source(),
            List.of(train.height(), train.width(), train.channels()),
            images.classNames(),
            train.count(),
            images.test().count(),
            train.checksum(),
            testSha256,
            null)
        .validatedOn(
            ValidationInfo.of(
                onTest,
                options.settings().method().validation().holdsOut(),
                validation.count(),
                onTest ? testSha256 : validation.checksum()));
  }
}
