package org.dl4jlab.nets;

import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.distribution.UniformDistribution;
import org.deeplearning4j.nn.conf.graph.ScaleVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.weights.WeightInit;
import org.deeplearning4j.nn.weights.WeightInitDistribution;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/**
 * The network airbench94 of K. Jordan, "94% on CIFAR-10 in 3.29 Seconds on a Single GPU" (2024, <a
 * href="https://arxiv.org/abs/2404.00498">arXiv:2404.00498</a>): a whitening convolution, three
 * blocks of two convolutions, 1,972,792 trained parameters on CIFAR-10. {@link AirbenchStart} gives
 * its first weights.
 *
 * <p>Its batch normalizations shift but do not scale. DL4J has both or none: here none, and a
 * convolution of 1x1 pixels behind each, whose weights are an identity that is never trained and
 * whose bias is the shift.
 */
public final class Airbench {

  /** For the mean loss of batches of 1024; in proportion for others. */
  public static final double LEARNING_RATE = 1.5;

  static final String WHITEN = "whiten";
  static final int BLOCKS = 3;

  private static final int[] WIDTHS = {64, 256, 256};
  private static final int WHITENING_KERNEL = 2;
  private static final double MOMENTUM = 0.85;
  private static final double WEIGHT_DECAY = 0.0153 / 11.5;
  private static final double SHIFT_FACTOR = 64;
  private static final double NORM_MOMENTUM = 0.6;
  private static final double NORM_EPSILON = 1e-12;
  private static final double LOGIT_SCALE = 1.0 / 9;

  /** Rows and columns that the whitening, and then three halvings, leave a pixel of. */
  private static final int LEAST_SIZE = 9;

  private Airbench() {}

  /** Input {@code [batch, channels, height, width]}, output {@code [batch, classes]}. */
  public static ComputationGraphConfiguration configuration(NetworkOptions options) {
    if (Math.min(options.height(), options.width()) < LEAST_SIZE) {
      throw new IllegalArgumentException(
          "The network airbench needs images of at least %d x %d pixels, not %d x %d"
              .formatted(LEAST_SIZE, LEAST_SIZE, options.height(), options.width()));
    }
    GraphBuilder net =
        new NeuralNetConfiguration.Builder()
            .seed(options.seed())
            .updater(new Nesterovs(options.learningRate(), MOMENTUM))
            .activation(Activation.IDENTITY)
            .convolutionMode(ConvolutionMode.Same)
            .graphBuilder()
            .addInputs("input")
            .setInputTypes(
                InputType.convolutional(options.height(), options.width(), options.channels()));
    int channels = 2 * options.channels() * WHITENING_KERNEL * WHITENING_KERNEL;
    net.layer(WHITEN, whitening(channels, options.learningRate()), "input");
    net.layer("gelu_0", gelu(), WHITEN);
    String last = "gelu_0";
    for (int block = 0; block < BLOCKS; block++) {
      int width = WIDTHS[block];
      String pool = "pool_" + (block + 1);
      net.layer(conv(2 * block), convolution(channels, width), last);
      net.layer(
          pool,
          new SubsamplingLayer.Builder(new int[] {2, 2}, new int[] {2, 2})
              .convolutionMode(ConvolutionMode.Truncate)
              .build(),
          conv(2 * block));
      last = addNorm(net, 2 * block, width, pool, options.learningRate());
      net.layer(conv(2 * block + 1), convolution(width, width), last);
      last = addNorm(net, 2 * block + 1, width, conv(2 * block + 1), options.learningRate());
      channels = width;
    }
    return net.layer("pool_all", new GlobalPoolingLayer(PoolingType.MAX), last)
        .layer(
            "dense",
            new DenseLayer.Builder()
                .nOut(options.classes())
                .hasBias(false)
                .weightInit(uniform(channels))
                .l2(WEIGHT_DECAY)
                .build(),
            "pool_all")
        .addVertex("scale", new ScaleVertex(LOGIT_SCALE), "dense")
        .layer(
            "softmax",
            new LossLayer.Builder(LossFunction.MCXENT).activation(Activation.SOFTMAX).build(),
            "scale")
        .setOutputs("softmax")
        .build();
  }

  /** The name of a convolution of the blocks, counted from 0. */
  static String conv(int number) {
    return "conv_" + (number + 1);
  }

  /** The name of what shifts behind that convolution. */
  static String shift(int number) {
    return "shift_" + (number + 1);
  }

  /** Its bias takes the images' mean away, which must not fade: it has no weight decay. */
  private static ConvolutionLayer whitening(int channels, double learningRate) {
    return new ConvolutionLayer.Builder(WHITENING_KERNEL, WHITENING_KERNEL)
        .nOut(channels)
        .convolutionMode(ConvolutionMode.Truncate)
        .updater(new Sgd(0))
        .biasUpdater(new Nesterovs(learningRate, MOMENTUM))
        .build();
  }

  private static ConvolutionLayer convolution(int channels, int width) {
    return new ConvolutionLayer.Builder(3, 3)
        .nOut(width)
        .hasBias(false)
        .weightInit(uniform(9 * channels))
        .l2(WEIGHT_DECAY)
        .build();
  }

  /** PyTorch's first weights of a linear layer or convolution. */
  private static WeightInitDistribution uniform(int inputs) {
    double limit = 1 / Math.sqrt(inputs);
    return new WeightInitDistribution(new UniformDistribution(-limit, limit));
  }

  private static String addNorm(
      GraphBuilder net, int number, int width, String input, double rate) {
    String norm = "norm_" + (number + 1);
    String gelu = "gelu_" + (number + 1);
    net.layer(
            norm,
            new BatchNormalization.Builder(true).decay(NORM_MOMENTUM).eps(NORM_EPSILON).build(),
            input)
        .layer(
            shift(number),
            new ConvolutionLayer.Builder(1, 1)
                .nOut(width)
                .weightInit(WeightInit.IDENTITY)
                .updater(new Sgd(0))
                .biasUpdater(new Nesterovs(SHIFT_FACTOR * rate, MOMENTUM))
                .l2Bias(WEIGHT_DECAY / SHIFT_FACTOR)
                .build(),
            norm)
        .layer(gelu, gelu(), shift(number));
    return gelu;
  }

  private static ActivationLayer gelu() {
    return new ActivationLayer(Activation.GELU);
  }
}
