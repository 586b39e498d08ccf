package org.dl4jlab.testing.engine;

import static org.dl4jlab.testing.engine.SuiteLayers.act;
import static org.dl4jlab.testing.engine.SuiteLayers.adam;
import static org.dl4jlab.testing.engine.SuiteLayers.base;
import static org.dl4jlab.testing.engine.SuiteLayers.chain;
import static org.dl4jlab.testing.engine.SuiteLayers.conv;
import static org.dl4jlab.testing.engine.SuiteLayers.dense;
import static org.dl4jlab.testing.engine.SuiteLayers.dilated;
import static org.dl4jlab.testing.engine.SuiteLayers.global;
import static org.dl4jlab.testing.engine.SuiteLayers.noBias;
import static org.dl4jlab.testing.engine.SuiteLayers.norm;
import static org.dl4jlab.testing.engine.SuiteLayers.padded;
import static org.dl4jlab.testing.engine.SuiteLayers.pool;
import static org.dl4jlab.testing.engine.SuiteLayers.softmax;
import static org.dl4jlab.testing.engine.SuiteLayers.windows;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.weights.WeightInit;
import org.dl4jlab.nets.ImageNetwork;
import org.dl4jlab.nets.NetworkOptions;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.activations.impl.ActivationLReLU;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Chains of layers: each supported layer, and random chains of them. */
final class ChainNetworks {

  private static final int RANDOM = 8;

  private ChainNetworks() {}

  static List<NetworkCase> all() {
    List<NetworkCase> cases =
        new ArrayList<>(
            List.of(
                lecture(ImageNetwork.DENSE),
                lecture(ImageNetwork.CNN),
                lecture(ImageNetwork.BATCHNORM).over(5),
                sentiment(),
                shifted("shift alone", ConvolutionMode.Same),
                airbench(),
                image(
                    "same, stride, dilation",
                    adam(0.01),
                    0,
                    conv(5, 3, 2, ConvolutionMode.Same),
                    act(Activation.RELU),
                    dilated(7)),
                image(
                    "truncate with padding",
                    new Sgd(0.1),
                    0,
                    padded(6, 3, 2, 1),
                    act(Activation.TANH),
                    conv(4, 2, 1, ConvolutionMode.Truncate)),
                image(
                    "pooling",
                    new Nesterovs(0.05, 0.9),
                    0,
                    conv(8, 3, 1, ConvolutionMode.Same),
                    pool(PoolingType.MAX, 2, 2),
                    act(Activation.ELU),
                    pool(PoolingType.AVG, 3, 2)),
                image(
                    "activations with arguments to derive from",
                    adam(0.01),
                    0,
                    conv(16, 3, 1, ConvolutionMode.Same),
                    act(Activation.SWISH),
                    conv(6, 3, 2, ConvolutionMode.Same),
                    act(Activation.RATIONALTANH)),
                image(
                    "global max pooling",
                    adam(0.01),
                    0,
                    conv(20, 3, 1, ConvolutionMode.Same),
                    act(Activation.SIGMOID),
                    global(PoolingType.MAX)),
                image(
                    "global mean pooling",
                    adam(0.01),
                    0,
                    conv(16, 3, 2, ConvolutionMode.Same),
                    global(PoolingType.AVG)),
                image(
                    "batch norm first",
                    adam(0.01),
                    0,
                    new BatchNormalization(),
                    conv(4, 3, 1, ConvolutionMode.Same),
                    new ActivationLayer(new ActivationLReLU(0.2))),
                image(
                    "batch norm after pooling",
                    new Sgd(0.05),
                    0,
                    conv(6, 3, 1, ConvolutionMode.Same),
                    pool(PoolingType.MAX, 2, 2),
                    norm(),
                    act(Activation.RELU)),
                image(
                    "penalty",
                    adam(0.01),
                    0.01,
                    conv(6, 3, 2, ConvolutionMode.Same),
                    act(Activation.RELU),
                    dense(9, Activation.RELU)),
                image(
                    "dropout on images",
                    adam(0.01),
                    0,
                    conv(16, 3, 1, ConvolutionMode.Same),
                    act(Activation.RELU),
                    new DropoutLayer(0.7)),
                image(
                    "no bias",
                    adam(0.01),
                    0,
                    noBias(),
                    norm(),
                    act(Activation.RELU),
                    dense(7, Activation.TANH),
                    new DropoutLayer(0.5)),
                vector(
                    "dropout after dense",
                    new Sgd(0.1),
                    dense(9, Activation.IDENTITY),
                    new DropoutLayer(0.6)),
                vector(
                    "dropout after activation",
                    new Sgd(0.1),
                    dense(9, Activation.TANH),
                    act(Activation.RELU),
                    new DropoutLayer(0.6)),
                vector(
                    "dropout after batch norm",
                    new Sgd(0.1),
                    dense(9, Activation.TANH),
                    norm(),
                    new DropoutLayer(0.6)),
                vector(
                    "dropout after dropout",
                    new Sgd(0.1),
                    dense(9, Activation.TANH),
                    new DropoutLayer(0.8),
                    new DropoutLayer(0.8)),
                vector(
                    "dropout first",
                    new Sgd(0.1),
                    new DropoutLayer(0.8),
                    dense(9, Activation.TANH)),
                image(
                    "maximum",
                    new Sgd(0.1),
                    0,
                    conv(8, 3, 1, ConvolutionMode.Same),
                    pool(PoolingType.MAX, 2, 2)),
                image(
                    "mean",
                    new Sgd(0.1),
                    0,
                    conv(8, 3, 1, ConvolutionMode.Same),
                    pool(PoolingType.AVG, 3, 2)),
                vector(
                    "softmax within",
                    new Sgd(0.1),
                    dense(9, Activation.SOFTMAX),
                    dense(6, Activation.TANH)),
                vector(
                    "activation after activation",
                    adam(0.01),
                    dense(9, Activation.TANH),
                    act(Activation.SIGMOID),
                    norm()),
                output("binary cross-entropy", LossFunction.XENT, Activation.SIGMOID, 1, false),
                output("several binary outputs", LossFunction.XENT, Activation.SIGMOID, 4, false),
                output("squared error", LossFunction.MSE, Activation.IDENTITY, 3, false),
                output("squared error of tanh", LossFunction.MSE, Activation.TANH, 3, false),
                output(
                    "negative log-likelihood",
                    LossFunction.NEGATIVELOGLIKELIHOOD,
                    Activation.SOFTMAX,
                    4,
                    true)));
    for (int seed = 1; seed <= RANDOM; seed++) {
      cases.add(random(seed));
    }
    return cases;
  }

  /** Small networks without kinks or dropout, trained by plain gradient descent. */
  static List<NetworkCase> smooth() {
    Sgd step = new Sgd(1);
    return List.of(
        image(
            "convolutions",
            step,
            0.01,
            conv(3, 3, 2, ConvolutionMode.Same),
            act(Activation.TANH),
            dilated(4)),
        image(
            "mean pooling",
            step,
            0,
            conv(3, 2, 1, ConvolutionMode.Same),
            pool(PoolingType.AVG, 3, 2),
            act(Activation.SIGMOID)),
        image(
            "global mean",
            step,
            0,
            conv(5, 3, 1, ConvolutionMode.Truncate),
            global(PoolingType.AVG),
            dense(4, Activation.TANH)),
        image(
            "batch norm",
            step,
            0,
            noBias(),
            norm(),
            act(Activation.TANH),
            dense(5, Activation.IDENTITY)),
        vector("softmax within", step, dense(6, Activation.SOFTMAX), dense(5, Activation.TANH)),
        vector("ELU", step, dense(6, Activation.ELU), norm()));
  }

  private static NetworkCase lecture(ImageNetwork network) {
    NetworkOptions options = NetworkOptions.cifar10();
    return NetworkCase.of(
        network.toString(), network.configuration(options), new int[] {3, 32, 32}, 10, true);
  }

  /** Batch normalization with a shift but no scale: convolutions that only add their bias. */
  private static NetworkCase shifted(String name, ConvolutionMode mode) {
    return image(
        name,
        new Nesterovs(0.05, 0.9),
        0,
        conv(16, 3, 1, mode),
        pool(PoolingType.MAX, 2, 2),
        locked(),
        shift(16, 0.5),
        act(Activation.GELU),
        conv(20, 3, 1, mode),
        locked(),
        shift(20, 0.2),
        act(Activation.TANH));
  }

  private static BatchNormalization locked() {
    return new BatchNormalization.Builder(true).decay(0.6).build();
  }

  private static Layer shift(int channels, double rate) {
    return new ConvolutionLayer.Builder(1, 1)
        .nOut(channels)
        .weightInit(WeightInit.IDENTITY)
        .updater(new Sgd(0))
        .biasUpdater(new Nesterovs(rate, 0.9))
        .l2Bias(0.01)
        .build();
  }

  /** As it is, on small images, with low rates for its batches of few samples. */
  private static NetworkCase airbench() {
    NetworkOptions options = new NetworkOptions(20, 19, 3, 5, 0.01, 1);
    return NetworkCase.of(
            "airbench",
            ImageNetwork.AIRBENCH.configuration(options),
            new int[] {3, 20, 19},
            5,
            true)
        .over(3);
  }

  /** The lecture's network over word vectors, smaller. */
  private static NetworkCase sentiment() {
    ComputationGraphConfiguration configuration =
        chain(
            base(adam(0.001), 0),
            InputType.recurrent(12, 20),
            List.of(
                windows(3, 24, Activation.RELU),
                global(PoolingType.MAX),
                dense(10, Activation.IDENTITY),
                new DropoutLayer(0.8),
                act(Activation.RELU)),
            new OutputLayer.Builder(LossFunction.XENT)
                .nOut(1)
                .activation(Activation.SIGMOID)
                .build());
    return NetworkCase.of("sentiment", configuration, new int[] {12, 20}, 1, false);
  }

  static NetworkCase image(String name, IUpdater updater, double l2, Layer... layers) {
    return NetworkCase.of(
        name,
        chain(base(updater, l2), InputType.convolutional(11, 9, 3), List.of(layers), softmax(5)),
        new int[] {3, 11, 9},
        5,
        true);
  }

  static NetworkCase vector(String name, IUpdater updater, Layer... layers) {
    return NetworkCase.of(
        name,
        chain(base(updater, 0), InputType.feedForward(13), List.of(layers), softmax(4)),
        new int[] {13},
        4,
        true);
  }

  private static NetworkCase output(
      String name, LossFunction loss, Activation activation, int outputs, boolean oneHot) {
    Layer last = new OutputLayer.Builder(loss).nOut(outputs).activation(activation).build();
    return NetworkCase.of(
        name,
        chain(
            base(adam(0.01), 0),
            InputType.feedForward(7),
            List.of(dense(8, Activation.TANH)),
            last),
        new int[] {7},
        outputs,
        oneHot);
  }

  /** A random chain of two to five image layers, and perhaps dense ones behind them. */
  private static NetworkCase random(int seed) {
    Random random = new Random(seed);
    List<Layer> layers = new ArrayList<>();
    int blocks = 2 + random.nextInt(4);
    for (int i = 0; i < blocks; i++) {
      layers.add(
          switch (random.nextInt(5)) {
            case 0 -> pool(random.nextBoolean() ? PoolingType.MAX : PoolingType.AVG, 2, 1);
            case 1 -> norm();
            case 2 -> act(random.nextBoolean() ? Activation.TANH : Activation.RELU);
            default ->
                conv(
                    1 + random.nextInt(20),
                    1 + random.nextInt(3),
                    1 + random.nextInt(2),
                    ConvolutionMode.Same);
          });
    }
    if (random.nextBoolean()) {
      layers.add(dense(1 + random.nextInt(30), Activation.IDENTITY));
      layers.add(norm());
      layers.add(new ActivationLayer(new ActivationLReLU(0.3)));
      layers.add(new DropoutLayer(0.5 + random.nextDouble() / 2));
    }
    // A bias before batch norm has no gradient but rounding errors; Adam would blow these up.
    boolean normalised = layers.stream().anyMatch(BatchNormalization.class::isInstance);
    IUpdater updater = normalised ? new Nesterovs(0.02, 0.9) : adam(0.005);
    return image("random " + seed, updater, 0, layers.toArray(Layer[]::new));
  }
}
