package org.dl4jlab.onednn;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.Convolution1DLayer;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.weights.WeightInit;
import org.dl4jlab.data.EmbeddingMatrix;
import org.dl4jlab.nets.ImageNetwork;
import org.dl4jlab.nets.NetworkOptions;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.activations.impl.ActivationLReLU;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/**
 * The networks that every engine is tested with: each supported layer, and random chains of them.
 */
final class SuiteNetworks {

  /**
   * @param input {@code [channels, height, width]}, {@code [channels, steps]} or {@code [features]}
   * @param outputs how many there are
   * @param oneHot whether exactly one output is wanted, as for a softmax
   * @param table of the words that the input is made of, null where it is made of numbers
   */
  record Case(
      String name,
      ComputationGraphConfiguration configuration,
      int[] input,
      int outputs,
      boolean oneHot,
      EmbeddingMatrix table) {

    Case(
        String name,
        ComputationGraphConfiguration configuration,
        int[] input,
        int outputs,
        boolean oneHot) {
      this(name, configuration, input, outputs, oneHot, null);
    }

    @Override
    public String toString() {
      return name;
    }
  }

  private static final int WORDS = 300;

  private SuiteNetworks() {}

  static List<Case> all() {
    List<Case> cases = new ArrayList<>();
    cases.add(lecture(ImageNetwork.DENSE));
    cases.add(lecture(ImageNetwork.CNN));
    cases.add(lecture(ImageNetwork.BATCHNORM));
    cases.add(sentiment());
    cases.add(
        image(
            "same, stride, dilation",
            new Adam(0.01),
            0,
            conv(5, 3, 2, ConvolutionMode.Same),
            act(Activation.RELU),
            dilated(7)));
    cases.add(
        image(
            "truncate with padding",
            new Sgd(0.1),
            0,
            padded(6, 3, 2, 1),
            act(Activation.TANH),
            conv(4, 2, 1, ConvolutionMode.Truncate)));
    cases.add(
        image(
            "pooling",
            new Nesterovs(0.05, 0.9),
            0,
            conv(8, 3, 1, ConvolutionMode.Same),
            pool(PoolingType.MAX, 2, 2),
            act(Activation.ELU),
            pool(PoolingType.AVG, 3, 2)));
    cases.add(
        image(
            "global max pooling",
            new Adam(0.01),
            0,
            conv(20, 3, 1, ConvolutionMode.Same),
            act(Activation.SIGMOID),
            global(PoolingType.MAX)));
    cases.add(
        image(
            "global mean pooling",
            new Adam(0.01),
            0,
            conv(16, 3, 2, ConvolutionMode.Same),
            global(PoolingType.AVG)));
    cases.add(
        image(
            "batch norm first",
            new Adam(0.01),
            0,
            new BatchNormalization(),
            conv(4, 3, 1, ConvolutionMode.Same),
            new ActivationLayer(new ActivationLReLU(0.2))));
    cases.add(
        image(
            "batch norm after pooling",
            new Sgd(0.05),
            0,
            conv(6, 3, 1, ConvolutionMode.Same),
            pool(PoolingType.MAX, 2, 2),
            norm(),
            act(Activation.RELU)));
    cases.add(
        image(
            "penalty",
            new Adam(0.01),
            0.01,
            conv(6, 3, 2, ConvolutionMode.Same),
            act(Activation.RELU),
            dense(9, Activation.RELU)));
    cases.add(
        image(
            "dropout on images",
            new Adam(0.01),
            0,
            conv(16, 3, 1, ConvolutionMode.Same),
            act(Activation.RELU),
            new DropoutLayer(0.7)));
    cases.add(
        image(
            "no bias",
            new Adam(0.01),
            0,
            noBias(),
            norm(),
            act(Activation.RELU),
            dense(7, Activation.TANH),
            new DropoutLayer(0.5)));
    cases.add(
        vector(
            "dropout after dense",
            new Sgd(0.1),
            dense(9, Activation.IDENTITY),
            new DropoutLayer(0.6)));
    cases.add(
        vector(
            "dropout after activation",
            new Sgd(0.1),
            dense(9, Activation.TANH),
            act(Activation.RELU),
            new DropoutLayer(0.6)));
    cases.add(
        vector(
            "dropout after batch norm",
            new Sgd(0.1),
            dense(9, Activation.TANH),
            norm(),
            new DropoutLayer(0.6)));
    cases.add(
        vector(
            "dropout after dropout",
            new Sgd(0.1),
            dense(9, Activation.TANH),
            new DropoutLayer(0.8),
            new DropoutLayer(0.8)));
    cases.add(
        vector("dropout first", new Sgd(0.1), new DropoutLayer(0.8), dense(9, Activation.TANH)));
    cases.add(
        image(
            "maximum",
            new Sgd(0.1),
            0,
            conv(8, 3, 1, ConvolutionMode.Same),
            pool(PoolingType.MAX, 2, 2)));
    cases.add(
        image(
            "mean",
            new Sgd(0.1),
            0,
            conv(8, 3, 1, ConvolutionMode.Same),
            pool(PoolingType.AVG, 3, 2)));
    cases.add(
        vector(
            "softmax within",
            new Sgd(0.1),
            dense(9, Activation.SOFTMAX),
            dense(6, Activation.TANH)));
    cases.add(
        vector(
            "activation after activation",
            new Adam(0.01),
            dense(9, Activation.TANH),
            act(Activation.SIGMOID),
            norm()));
    cases.add(output("binary cross-entropy", LossFunction.XENT, Activation.SIGMOID, 1, false));
    cases.add(output("several binary outputs", LossFunction.XENT, Activation.SIGMOID, 4, false));
    cases.add(output("squared error", LossFunction.MSE, Activation.IDENTITY, 3, false));
    cases.add(output("squared error of tanh", LossFunction.MSE, Activation.TANH, 3, false));
    cases.add(
        output(
            "negative log-likelihood",
            LossFunction.NEGATIVELOGLIKELIHOOD,
            Activation.SOFTMAX,
            4,
            true));
    cases.add(words("words: the lecture's network", 12, 20, windows(3, 24, Activation.RELU)));
    cases.add(words("words: one tap", 5, 7, windows(1, 6, Activation.IDENTITY)));
    cases.add(words("words: two taps", 40, 9, windows(2, 17, Activation.TANH)));
    cases.add(words("words: texts of one window", 9, 5, windows(5, 33, Activation.RELU)));
    cases.add(
        words(
            "words: no bias, activation as a layer",
            8,
            30,
            windowsWithoutBias(4, 10),
            new ActivationLayer(new ActivationLReLU(0.3))));
    cases.add(
        words(
            "words: of dropped numbers, which only arrays can be",
            6,
            11,
            new DropoutLayer(0.8),
            windows(3, 8, Activation.RELU)));
    for (int seed = 1; seed <= 8; seed++) {
      cases.add(random(seed));
    }
    return cases;
  }

  /** Small networks without kinks or dropout, trained by plain gradient descent. */
  static List<Case> smooth() {
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

  private static Case lecture(ImageNetwork network) {
    NetworkOptions options = NetworkOptions.cifar10();
    return new Case(
        network.toString(), network.configuration(options), new int[] {3, 32, 32}, 10, true);
  }

  /** The lecture's network over word vectors, smaller. */
  private static Case sentiment() {
    ComputationGraphConfiguration configuration =
        chain(
            base(new Adam(0.001), 0),
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
    return new Case("sentiment", configuration, new int[] {12, 20}, 1, false);
  }

  /** Layers up to the global maximum, over texts of random words. */
  private static Case words(String name, int vectorSize, int tokens, Layer... convolution) {
    List<Layer> layers = new ArrayList<>(List.of(convolution));
    layers.addAll(
        List.of(
            global(PoolingType.MAX),
            dense(10, Activation.IDENTITY),
            new DropoutLayer(0.8),
            act(Activation.RELU)));
    ComputationGraphConfiguration configuration =
        chain(
            base(new Adam(0.001), 0.001),
            InputType.recurrent(vectorSize, tokens),
            layers,
            new OutputLayer.Builder(LossFunction.XENT)
                .nOut(1)
                .activation(Activation.SIGMOID)
                .build());
    return new Case(
        name, configuration, new int[] {vectorSize, tokens}, 1, false, table(WORDS, vectorSize));
  }

  private static EmbeddingMatrix table(int words, int size) {
    Random random = new Random(5);
    float[] values = new float[words * size];
    for (int i = size; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return new EmbeddingMatrix(values, size);
  }

  private static Layer windows(int taps, int filters, Activation activation) {
    return windows(taps, filters).activation(activation).build();
  }

  private static Layer windowsWithoutBias(int taps, int filters) {
    return windows(taps, filters).hasBias(false).build();
  }

  private static Convolution1DLayer.Builder windows(int taps, int filters) {
    return new Convolution1DLayer.Builder(taps)
        .nOut(filters)
        .convolutionMode(ConvolutionMode.Truncate);
  }

  private static Case image(String name, IUpdater updater, double l2, Layer... layers) {
    return new Case(
        name,
        chain(base(updater, l2), InputType.convolutional(11, 9, 3), List.of(layers), softmax(5)),
        new int[] {3, 11, 9},
        5,
        true);
  }

  private static Case vector(String name, IUpdater updater, Layer... layers) {
    return new Case(
        name,
        chain(base(updater, 0), InputType.feedForward(13), List.of(layers), softmax(4)),
        new int[] {13},
        4,
        true);
  }

  private static Case output(
      String name, LossFunction loss, Activation activation, int outputs, boolean oneHot) {
    Layer last = new OutputLayer.Builder(loss).nOut(outputs).activation(activation).build();
    return new Case(
        name,
        chain(
            base(new Adam(0.01), 0),
            InputType.feedForward(7),
            List.of(dense(8, Activation.TANH)),
            last),
        new int[] {7},
        outputs,
        oneHot);
  }

  /** A random chain of two to five image layers, and perhaps dense ones behind them. */
  private static Case random(int seed) {
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
    IUpdater updater = normalised ? new Nesterovs(0.02, 0.9) : new Adam(0.005);
    return image("random " + seed, updater, 0, layers.toArray(Layer[]::new));
  }

  private static NeuralNetConfiguration.Builder base(IUpdater updater, double l2) {
    return new NeuralNetConfiguration.Builder()
        .seed(7)
        .updater(updater)
        .l2(l2)
        .weightInit(WeightInit.XAVIER_UNIFORM)
        .activation(Activation.IDENTITY);
  }

  private static ComputationGraphConfiguration chain(
      NeuralNetConfiguration.Builder base, InputType input, List<Layer> layers, Layer last) {
    GraphBuilder graph = base.graphBuilder().addInputs("input").setInputTypes(input);
    String before = "input";
    for (int i = 0; i < layers.size(); i++) {
      graph.layer("layer" + i, layers.get(i), before);
      before = "layer" + i;
    }
    return graph.layer("output", last, before).setOutputs("output").build();
  }

  private static Layer softmax(int classes) {
    return new OutputLayer.Builder(LossFunction.MCXENT)
        .nOut(classes)
        .activation(Activation.SOFTMAX)
        .build();
  }

  private static Layer conv(int filters, int kernel, int stride, ConvolutionMode mode) {
    return new ConvolutionLayer.Builder(kernel, kernel)
        .nOut(filters)
        .stride(stride, stride)
        .convolutionMode(mode)
        .build();
  }

  private static Layer dilated(int filters) {
    return new ConvolutionLayer.Builder(3, 2)
        .nOut(filters)
        .dilation(2, 2)
        .convolutionMode(ConvolutionMode.Same)
        .build();
  }

  private static Layer padded(int filters, int kernel, int stride, int padding) {
    return new ConvolutionLayer.Builder(kernel, kernel)
        .nOut(filters)
        .stride(stride, stride)
        .padding(padding, padding)
        .convolutionMode(ConvolutionMode.Truncate)
        .build();
  }

  private static Layer noBias() {
    return new ConvolutionLayer.Builder(3, 3)
        .nOut(6)
        .hasBias(false)
        .convolutionMode(ConvolutionMode.Same)
        .build();
  }

  private static Layer pool(PoolingType type, int kernel, int stride) {
    return new SubsamplingLayer.Builder(type)
        .kernelSize(kernel, kernel)
        .stride(stride, stride)
        .convolutionMode(ConvolutionMode.Same)
        .build();
  }

  private static Layer global(PoolingType type) {
    return new GlobalPoolingLayer.Builder(type).build();
  }

  private static Layer norm() {
    return new BatchNormalization.Builder().decay(0.8).eps(1e-3).useLogStd(false).build();
  }

  private static Layer act(Activation activation) {
    return new ActivationLayer(activation);
  }

  private static Layer dense(int units, Activation activation) {
    return new DenseLayer.Builder().nOut(units).activation(activation).build();
  }
}
