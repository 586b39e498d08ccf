package org.dl4jlab.cifar;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import org.dl4jlab.cifar.data.ImageSet;
import org.dl4jlab.nets.ImageNetwork;
import org.dl4jlab.nets.NetworkOptions;
import org.dl4jlab.run.TrainingSettings;

/** Everything that a training on images was asked for. Its defaults are the lecture's. */
public record ImageExperiment(ImageNetwork network, @JsonUnwrapped TrainingSettings settings) {

  /** Marks the experiment's runs in their {@code config.json}. */
  public static final String NAME = "cifar";

  private static final int EPOCHS = 10;

  public ImageExperiment {
    NetworkOptions.cifar10().withLearningRate(settings.learningRate());
  }

  public static ImageExperiment defaults() {
    return new ImageExperiment(
        ImageNetwork.BATCHNORM,
        TrainingSettings.defaults(
            EPOCHS, NetworkOptions.DEFAULT_LEARNING_RATE, NetworkOptions.DEFAULT_SEED));
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
