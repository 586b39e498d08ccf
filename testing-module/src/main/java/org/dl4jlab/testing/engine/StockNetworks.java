package org.dl4jlab.testing.engine;

import static org.dl4jlab.testing.engine.RecurrentNetworks.lstm;
import static org.dl4jlab.testing.engine.RecurrentNetworks.softmaxOfSteps;
import static org.dl4jlab.testing.engine.SuiteLayers.act;
import static org.dl4jlab.testing.engine.SuiteLayers.base;
import static org.dl4jlab.testing.engine.SuiteLayers.dense;
import static org.dl4jlab.testing.engine.SuiteLayers.softmax;

import java.util.List;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.GradientNormalization;
import org.deeplearning4j.nn.conf.dropout.AlphaDropout;
import org.deeplearning4j.nn.conf.dropout.GaussianDropout;
import org.deeplearning4j.nn.conf.dropout.GaussianNoise;
import org.deeplearning4j.nn.conf.dropout.IDropout;
import org.deeplearning4j.nn.conf.dropout.SpatialDropout;
import org.deeplearning4j.nn.conf.graph.rnn.DuplicateToTimeSeriesVertex;
import org.deeplearning4j.nn.conf.graph.rnn.LastTimeStepVertex;
import org.deeplearning4j.nn.conf.graph.rnn.ReverseTimeSeriesVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.CenterLossOutputLayer;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.Deconvolution2D;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.LocalResponseNormalization;
import org.deeplearning4j.nn.conf.layers.PReLULayer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.conf.layers.SpaceToDepthLayer;
import org.deeplearning4j.nn.conf.layers.Subsampling1DLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.conf.layers.Upsampling1D;
import org.deeplearning4j.nn.conf.layers.Upsampling2D;
import org.deeplearning4j.nn.conf.layers.recurrent.SimpleRnn;
import org.deeplearning4j.nn.conf.weightnoise.DropConnect;
import org.dl4jlab.testing.engine.NetworkCase.Output;
import org.dl4jlab.testing.engine.NetworkCase.Wanted;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Networks with parts that an engine may leave to DL4J, between parts that it computes. */
final class StockNetworks {

  private static final int[] IMAGE = {2, 8, 8};
  private static final int[] SERIES = {5, 7};

  private StockNetworks() {}

  static List<NetworkCase> all() {
    return List.of(
        image("local response normalization", convolution(), lrn(), convolution()),
        image("PReLU", convolution(), new PReLULayer.Builder().inputShape(4, 6, 6).build()),
        image("transposed convolution", convolution(), deconvolution(), convolution()),
        image("p-norm pooling", convolution(), norms(), convolution()),
        image("p-norm pooling of zeros", sparseConvolution(), norms(), convolution()),
        image("space to depth", new SpaceToDepthLayer.Builder(2).build(), convolution()),
        image("alpha dropout", convolution(), noisy(new AlphaDropout(0.8))),
        image("gaussian dropout", convolution(), noisy(new GaussianDropout(0.3))),
        image("gaussian noise", convolution(), noisy(new GaussianNoise(0.1))),
        image("two dropouts", noisyConvolution(), noisy(new GaussianNoise(0.1))),
        image("weights dropped", convolution(), withDroppedWeights()),
        image("batch normalization with clipped gradients", convolution(), clippedNorm()),
        image(
            "enlarged pixel",
            largeConvolution(),
            new Upsampling2D.Builder(3).build(),
            convolution()),
        image("enlarged with dropout", convolution(), noisyEnlargement(), convolution()),
        series("plain recurrent", new Sgd(0.1), rnn(6), lstm(4)),
        series("plain recurrent behind another", new Adam(0.01), lstm(4), rnn(6)),
        series("softmax over steps", new Sgd(0.1), lstm(4), act(Activation.SOFTMAX), lstm(3)),
        series("pooled series", new Sgd(0.1), 3, lstm(4), pooledSteps(), lstm(3)),
        RecurrentNetworks.steps(
            "stock: dropout of an output of steps",
            new Sgd(0.1),
            SERIES[1],
            droppedOutput(),
            lstm(8)),
        longer(),
        centres(),
        encoderDecoder("stock: encoder and decoder"),
        reversed());
  }

  private static NetworkCase image(String name, Layer... layers) {
    return NetworkCase.of(
        "stock: " + name,
        SuiteLayers.chain(
            base(new Sgd(0.05), 0),
            InputType.convolutional(IMAGE[1], IMAGE[2], IMAGE[0]),
            List.of(layers),
            softmax(3)),
        IMAGE,
        3,
        true);
  }

  private static ConvolutionLayer convolution() {
    return new ConvolutionLayer.Builder(3, 3).nOut(4).activation(Activation.TANH).build();
  }

  /** Whole windows of its result are zero. */
  private static Layer sparseConvolution() {
    return new ConvolutionLayer.Builder(3, 3)
        .nOut(4)
        .activation(Activation.RELU)
        .biasInit(-1)
        .build();
  }

  private static Layer largeConvolution() {
    return new ConvolutionLayer.Builder(8, 8).nOut(6).activation(Activation.TANH).build();
  }

  private static Layer noisyConvolution() {
    return new ConvolutionLayer.Builder(3, 3)
        .nOut(4)
        .activation(Activation.TANH)
        .dropOut(new SpatialDropout(0.7))
        .build();
  }

  private static Layer noisyEnlargement() {
    Upsampling2D layer = new Upsampling2D.Builder(2).build();
    layer.setIDropout(new GaussianDropout(0.5));
    return layer;
  }

  private static Layer lrn() {
    return new LocalResponseNormalization.Builder().build();
  }

  private static Layer deconvolution() {
    return new Deconvolution2D.Builder(2, 2)
        .stride(2, 2)
        .nOut(3)
        .activation(Activation.TANH)
        .build();
  }

  private static Layer norms() {
    return new SubsamplingLayer.Builder(
            SubsamplingLayer.PoolingType.PNORM, new int[] {2, 2}, new int[] {1, 1})
        .pnorm(2)
        .build();
  }

  private static Layer noisy(IDropout noise) {
    return new DenseLayer.Builder().nOut(6).activation(Activation.TANH).dropOut(noise).build();
  }

  private static Layer withDroppedWeights() {
    return new DenseLayer.Builder()
        .nOut(6)
        .activation(Activation.TANH)
        .weightNoise(new DropConnect(0.8))
        .build();
  }

  private static Layer clippedNorm() {
    return new BatchNormalization.Builder()
        .gradientNormalization(GradientNormalization.ClipL2PerLayer)
        .gradientNormalizationThreshold(0.1)
        .build();
  }

  private static NetworkCase series(String name, IUpdater updater, Layer... layers) {
    return series(name, updater, SERIES[1], layers);
  }

  /**
   * @param steps of the output
   */
  private static NetworkCase series(String name, IUpdater updater, int steps, Layer... layers) {
    return RecurrentNetworks.steps("stock: " + name, updater, steps, softmaxOfSteps(), layers);
  }

  static Layer rnn(int units) {
    return new SimpleRnn.Builder().nOut(units).activation(Activation.TANH).build();
  }

  private static Layer droppedOutput() {
    return new RnnOutputLayer.Builder(LossFunction.MCXENT)
        .nOut(4)
        .activation(Activation.SOFTMAX)
        .dropOut(0.7)
        .build();
  }

  static Layer pooledSteps() {
    return new Subsampling1DLayer.Builder(SubsamplingLayer.PoolingType.MAX)
        .kernelSize(2)
        .stride(2)
        .build();
  }

  private static NetworkCase longer() {
    ComputationGraphConfiguration graph =
        base(new Sgd(0.1), 0)
            .graphBuilder()
            .addInputs("input")
            .layer("first", lstm(6), "input")
            .layer("longer", new Upsampling1D.Builder(4).build(), "first")
            .layer("second", lstm(5), "longer")
            .layer("output", softmaxOfSteps(), "second")
            .setOutputs("output")
            .setInputTypes(InputType.recurrent(5, 1))
            .build();
    return NetworkCase.of(
        "stock: longer than one step",
        graph,
        List.of(new int[] {5, 1}),
        List.of(new Output(4, Wanted.ONE_HOT, 4)));
  }

  static Layer centerLoss(int classes) {
    return new CenterLossOutputLayer.Builder(LossFunction.MCXENT)
        .nOut(classes)
        .lambda(0.01)
        .alpha(0.1)
        .activation(Activation.SOFTMAX)
        .build();
  }

  private static NetworkCase centres() {
    ComputationGraphConfiguration graph =
        base(new Sgd(0.05), 0)
            .graphBuilder()
            .addInputs("input")
            .layer("hidden", dense(8, Activation.TANH), "input")
            .layer("output", centerLoss(3), "hidden")
            .setOutputs("output")
            .setInputTypes(InputType.feedForward(6))
            .build();
    return NetworkCase.of("stock: centre loss", graph, new int[] {6}, 3, true);
  }

  static NetworkCase encoderDecoder(String name) {
    ComputationGraphConfiguration graph =
        base(new Sgd(0.1), 0)
            .graphBuilder()
            .addInputs("question", "answer")
            .layer("encoder", lstm(6), "question")
            .addVertex("thought", new LastTimeStepVertex("question"), "encoder")
            .addVertex("repeated", new DuplicateToTimeSeriesVertex("answer"), "thought")
            .layer("decoder", lstm(5), "answer", "repeated")
            .layer("output", softmaxOfSteps(), "decoder")
            .setOutputs("output")
            .setInputTypes(InputType.recurrent(5, 7), InputType.recurrent(3, 4))
            .build();
    return NetworkCase.of(
        name, graph, List.of(SERIES, new int[] {3, 4}), List.of(new Output(4, Wanted.ONE_HOT, 4)));
  }

  private static NetworkCase reversed() {
    ComputationGraphConfiguration graph =
        base(new Sgd(0.1), 0)
            .graphBuilder()
            .addInputs("input")
            .layer("first", lstm(6), "input")
            .addVertex("reversed", new ReverseTimeSeriesVertex(), "first")
            .layer("second", lstm(5), "reversed")
            .layer("output", softmaxOfSteps(), "second")
            .setOutputs("output")
            .setInputTypes(InputType.recurrent(5, 7))
            .build();
    return NetworkCase.of(
        "stock: reversed series",
        graph,
        List.of(SERIES),
        List.of(new Output(4, Wanted.ONE_HOT, SERIES[1])));
  }
}
