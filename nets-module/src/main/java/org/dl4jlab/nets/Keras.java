package org.dl4jlab.nets;

import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.distribution.UniformDistribution;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.Convolution1DLayer;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.weights.WeightInit;
import org.deeplearning4j.nn.weights.WeightInitDistribution;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.activations.impl.ActivationLReLU;
import org.nd4j.linalg.learning.config.Adam;

/**
 * Layers with Keras' meaning of their hyperparameters, where DL4J's defaults differ. Figures from
 * the Keras 3 API reference, <a href="https://keras.io/api/">keras.io/api</a>.
 */
public final class Keras {

  /** {@code LeakyReLU(negative_slope=0.3)}; DL4J's default is 0.01. */
  public static final double LEAKY_RELU_SLOPE = 0.3;

  /** {@code BatchNormalization(momentum=0.99)}; DL4J's {@code decay} is 0.9. */
  public static final double BATCH_NORM_MOMENTUM = 0.99;

  /** {@code BatchNormalization(epsilon=1e-3)}; DL4J's default is 1e-5. */
  public static final double BATCH_NORM_EPSILON = 1e-3;

  /** {@code Adam(epsilon=1e-7)}; DL4J's default is 1e-8. */
  public static final double ADAM_EPSILON = 1e-7;

  private Keras() {}

  /**
   * An empty graph: Adam, Glorot uniform weights, no bias, no activation unless a layer says so.
   */
  public static GraphBuilder graph(double learningRate, long seed) {
    return new NeuralNetConfiguration.Builder()
        .seed(seed)
        .updater(Adam.builder().learningRate(learningRate).epsilon(ADAM_EPSILON).build())
        .weightInit(WeightInit.XAVIER_UNIFORM)
        .activation(Activation.IDENTITY)
        .convolutionMode(ConvolutionMode.Same)
        .graphBuilder();
  }

  /**
   * {@code Conv2D(filters, kernel, strides=stride, padding="same")} without activation.
   *
   * <p>Keras' Glorot limit is {@code sqrt(6 / (fanIn + fanOut))} with {@code fanOut = kernel² *
   * filters}; DL4J divides {@code fanOut} by the stride squared. So the limit is given here.
   */
  public static ConvolutionLayer conv(int channels, int filters, int kernel, int stride) {
    double limit = Math.sqrt(6.0 / (kernel * kernel * (channels + filters)));
    return new ConvolutionLayer.Builder(kernel, kernel)
        .nIn(channels)
        .nOut(filters)
        .stride(stride, stride)
        .weightInit(new WeightInitDistribution(new UniformDistribution(-limit, limit)))
        .build();
  }

  /** {@code Conv1D(filters, window, padding="valid", activation=…)}, stride 1. */
  public static Convolution1DLayer conv1d(
      int size, int filters, int window, Activation activation) {
    return new Convolution1DLayer.Builder(window)
        .nIn(size)
        .nOut(filters)
        .stride(1)
        .convolutionMode(ConvolutionMode.Truncate)
        .activation(activation)
        .build();
  }

  /** {@code BatchNormalization()}. */
  public static BatchNormalization batchNorm() {
    return new BatchNormalization.Builder()
        .decay(BATCH_NORM_MOMENTUM)
        .eps(BATCH_NORM_EPSILON)
        .build();
  }

  /** {@code LeakyReLU()}. */
  public static ActivationLayer leakyRelu() {
    return new ActivationLayer(new ActivationLReLU(LEAKY_RELU_SLOPE));
  }

  /** {@code Dropout(rate)}: {@code rate} is the fraction dropped, DL4J counts the fraction kept. */
  public static DropoutLayer dropout(double rate) {
    return new DropoutLayer(1 - rate);
  }

  static void checkLearningRate(double learningRate) {
    if (!(learningRate > 0 && learningRate <= 10)) {
      throw new IllegalArgumentException(
          "The learning rate must be above 0 and at most 10, not " + learningRate);
    }
  }
}
