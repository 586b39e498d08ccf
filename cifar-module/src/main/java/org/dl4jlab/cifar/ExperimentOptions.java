package org.dl4jlab.cifar;

import org.dl4jlab.cifar.data.ImageSet;
import org.dl4jlab.cifar.data.ImageSets;
import org.dl4jlab.engine.EngineOptions;
import org.dl4jlab.nets.ImageNetwork;
import org.dl4jlab.nets.NetworkOptions;
import org.dl4jlab.train.TrainingOptions;

/**
 * Everything that a training was asked for. Its defaults are the lecture's.
 *
 * @param data {@code auto}, {@code sample}, a folder or an archive
 * @param engine {@code auto} or an engine's name
 * @param threads of the engine, 0 for all cores
 * @param limitTrain train on so many images only
 * @param limitTest validate on so many images only
 */
public record ExperimentOptions(
    ImageNetwork network,
    String data,
    int epochs,
    int batch,
    double learningRate,
    long seed,
    String engine,
    int threads,
    int limitTrain,
    int limitTest) {

  /** The engine's name that stands for the fastest one. */
  public static final String AUTO = "auto";

  public ExperimentOptions {
    new TrainingOptions(epochs, batch, seed);
    new EngineOptions(threads);
    NetworkOptions.cifar10().withLearningRate(learningRate);
    if (limitTrain < 1 || limitTest < 1) {
      throw new IllegalArgumentException(
          "A limit must be at least 1 image, not " + Math.min(limitTrain, limitTest));
    }
  }

  public static ExperimentOptions defaults() {
    return new ExperimentOptions(
        ImageNetwork.BATCHNORM,
        ImageSets.AUTO,
        10,
        TrainingOptions.DEFAULT_BATCH_SIZE,
        NetworkOptions.DEFAULT_LEARNING_RATE,
        NetworkOptions.DEFAULT_SEED,
        AUTO,
        0,
        Integer.MAX_VALUE,
        Integer.MAX_VALUE);
  }

  public TrainingOptions training() {
    return new TrainingOptions(epochs, batch, seed);
  }

  public EngineOptions engineOptions() {
    return new EngineOptions(threads);
  }

  /** What the network needs to know of these images. */
  public NetworkOptions networkFor(ImageSet images) {
    return new NetworkOptions(
        images.train().height(),
        images.train().width(),
        images.train().channels(),
        images.classNames().size(),
        learningRate,
        seed);
  }
}
