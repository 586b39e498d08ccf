package org.dl4jlab.cifar;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import org.dl4jlab.augment.Augmentation;
import org.dl4jlab.augment.Views;
import org.dl4jlab.cifar.data.CifarDataset;
import org.dl4jlab.cifar.data.ImageSet;
import org.dl4jlab.data.Dataset;
import org.dl4jlab.data.ImageDataset;
import org.dl4jlab.experiment.ExperimentOptions;
import org.dl4jlab.method.RatePlan;
import org.dl4jlab.method.Schedule;
import org.dl4jlab.method.TrainingMethod;
import org.dl4jlab.nets.Airbench;
import org.dl4jlab.nets.ImageNetwork;
import org.dl4jlab.nets.NetworkOptions;
import org.dl4jlab.run.TrainingSettings;

/**
 * Everything that a training on images was asked for. Its defaults are the lecture's.
 *
 * @param dataset in whose layout the images are; not named in the runs of before there was a choice
 * @param network null where it was imported
 * @param augment what is done to images that are trained on, null for nothing
 * @param views in which ways images are seen when they are tested, null for one way
 * @param imported the name of an imported network, null for one of the lecture's
 */
public record ImageExperiment(
    CifarDataset dataset,
    @JsonInclude(JsonInclude.Include.NON_NULL) ImageNetwork network,
    @JsonInclude(JsonInclude.Include.NON_NULL) String imported,
    @JsonInclude(JsonInclude.Include.NON_NULL) Augmentation augment,
    @JsonInclude(JsonInclude.Include.NON_NULL) Views views,
    @JsonUnwrapped TrainingSettings settings)
    implements ExperimentOptions {

  /** Marks the experiment's runs in their {@code config.json}. */
  public static final String NAME = "cifar";

  private static final int EPOCHS = 10;
  private static final int AIRBENCH_BATCH = 1024;
  private static final int AIRBENCH_LOOKAHEAD = 5;

  /** Of one of the lecture's networks. */
  public ImageExperiment(CifarDataset dataset, ImageNetwork network, TrainingSettings settings) {
    this(dataset, network, null, null, null, settings);
  }

  @JsonCreator
  public ImageExperiment {
    if ((network == null) == (imported == null)) {
      throw new IllegalArgumentException("The run names no network, or two");
    }
    dataset = dataset == null ? CifarDataset.CIFAR10 : dataset;
    NetworkOptions.cifar10().withLearningRate(settings.learningRate());
  }

  public static ImageExperiment defaults() {
    return new ImageExperiment(
        CifarDataset.CIFAR10,
        ImageNetwork.BATCHNORM,
        TrainingSettings.defaults(
            EPOCHS, NetworkOptions.DEFAULT_LEARNING_RATE, NetworkOptions.DEFAULT_SEED));
  }

  /** As its author trains it, but for ten epochs, not 9.9, whose last batches are short. */
  public static ImageExperiment airbench() {
    RatePlan triangle = new RatePlan(Schedule.TRIANGLE, null, null, null, null);
    TrainingMethod method =
        new TrainingMethod(
            null,
            null,
            null,
            null,
            triangle,
            0.2,
            null,
            null,
            null,
            null,
            null,
            AIRBENCH_LOOKAHEAD);
    TrainingSettings usual = defaults().settings();
    return new ImageExperiment(
        CifarDataset.CIFAR10,
        ImageNetwork.AIRBENCH,
        null,
        Augmentation.of("flip:alternate,crop:2"),
        Views.of("flip,crop:1"),
        TrainingSettings.defaults(EPOCHS, Airbench.LEARNING_RATE, usual.seed())
            .withBatch(AIRBENCH_BATCH)
            .with(method));
  }

  /** The same with images tested otherwise. */
  ImageExperiment withViews(Views newViews) {
    return new ImageExperiment(dataset, network, imported, augment, newViews, settings);
  }

  /** The images as they are trained on. */
  Dataset trained(ImageDataset images) {
    return augment == null ? images : augment.of(images, settings.seed());
  }

  /** The images as they are tested. */
  Dataset tested(ImageDataset images) {
    return views == null ? images : views.of(images);
  }

  @Override
  public String networkName() {
    return imported == null ? network.toString() : imported;
  }

  /** What the network needs to know of these images. */
  public NetworkOptions networkFor(ImageSet images) {
    return new NetworkOptions(
        images.train().height(),
        images.train().width(),
        images.train().channels(),
        images.classNames().size(),
        settings.learningRate(),
        settings.seed());
  }
}
