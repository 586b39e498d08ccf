package org.dl4jlab.nets;

/**
 * What an image network needs to know of its task.
 *
 * @param height rows of an image
 * @param width columns of an image
 * @param channels colour planes of an image, 3 for RGB
 * @param classes number of classes, at least 2
 * @param learningRate Adam's step size
 * @param seed seed of the initial weights and of dropout
 */
public record NetworkOptions(
    int height, int width, int channels, int classes, double learningRate, long seed) {

  /** Adam's step size in the lecture's CIFAR-10 experiments. */
  public static final double DEFAULT_LEARNING_RATE = 0.0005;

  /** The seed when none is asked for. */
  public static final long DEFAULT_SEED = 42;

  public NetworkOptions {
    if (height < 1 || width < 1 || channels < 1) {
      throw new IllegalArgumentException(
          "An image has at least one row, column and channel, not %d x %d x %d"
              .formatted(height, width, channels));
    }
    if (classes < 2) {
      throw new IllegalArgumentException("There must be at least 2 classes, not " + classes);
    }
    Keras.checkLearningRate(learningRate);
  }

  /** CIFAR-10: 32x32 RGB images in 10 classes, learning rate 0.0005, seed 42. */
  public static NetworkOptions cifar10() {
    return new NetworkOptions(32, 32, 3, 10, DEFAULT_LEARNING_RATE, DEFAULT_SEED);
  }

  public NetworkOptions withClasses(int newClasses) {
    return new NetworkOptions(height, width, channels, newClasses, learningRate, seed);
  }

  public NetworkOptions withLearningRate(double newLearningRate) {
    return new NetworkOptions(height, width, channels, classes, newLearningRate, seed);
  }

  public NetworkOptions withSeed(long newSeed) {
    return new NetworkOptions(height, width, channels, classes, learningRate, newSeed);
  }
}
