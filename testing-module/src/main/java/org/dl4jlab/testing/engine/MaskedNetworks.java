package org.dl4jlab.testing.engine;

import static org.dl4jlab.testing.engine.StockNetworks.centerLoss;
import static org.dl4jlab.testing.engine.StockNetworks.pooledSteps;
import static org.dl4jlab.testing.engine.StockNetworks.rnn;
import static org.dl4jlab.testing.engine.SuiteLayers.adam;
import static org.dl4jlab.testing.engine.SuiteLayers.base;
import static org.dl4jlab.testing.engine.SuiteLayers.dense;
import static org.dl4jlab.testing.engine.SuiteLayers.global;
import static org.dl4jlab.testing.engine.SuiteLayers.windows;

import java.util.List;
import org.deeplearning4j.nn.conf.BackpropType;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration.ListBuilder;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.GravesLSTM;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.conf.layers.misc.FrozenLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional;
import org.deeplearning4j.nn.conf.layers.recurrent.LastTimeStep;
import org.deeplearning4j.nn.conf.preprocessor.CnnToFeedForwardPreProcessor;
import org.deeplearning4j.nn.conf.preprocessor.FeedForwardToRnnPreProcessor;
import org.deeplearning4j.nn.conf.preprocessor.RnnToCnnPreProcessor;
import org.dl4jlab.testing.engine.NetworkCase.Mask;
import org.dl4jlab.testing.engine.NetworkCase.Output;
import org.dl4jlab.testing.engine.NetworkCase.Wanted;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.indexing.INDArrayIndex;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Networks whose batches have masks, or whose series are trained in segments. */
final class MaskedNetworks {

  private static final int FEATURES = 5;
  private static final int STEPS = 7;

  /** The last segment is shorter than the others. */
  static final int SEGMENT = 3;

  private MaskedNetworks() {}

  static List<NetworkCase> all() {
    return List.of(
        vectors("mask: samples", softmax(), Wanted.ONE_HOT).masked(Mask.NONE, Mask.SAMPLES),
        vectors("mask: ones", softmax(), Wanted.ONE_HOT).masked(Mask.NONE, Mask.ONES),
        vectors("mask: sigmoids", sigmoids(), Wanted.BITS).masked(Mask.NONE, Mask.SAMPLES),
        vectors("mask: a whole batch", sigmoids(), Wanted.BITS).masked(Mask.NONE, Mask.ONES),
        vectors("mask: numbers", numbers(), Wanted.NUMBERS).masked(Mask.NONE, Mask.SAMPLES),
        vectors("mask: a stock loss", stockLoss(), Wanted.NUMBERS).masked(Mask.NONE, Mask.SAMPLES),
        vectors("mask: a loss layer", new LossLayer.Builder(LossFunction.MSE).build(), Wanted.BITS)
            .masked(Mask.NONE, Mask.SAMPLES),
        vectors("mask: samples of dense layers", softmax(), Wanted.ONE_HOT)
            .masked(Mask.SAMPLES, Mask.NONE),
        vectors("mask: all ones", softmax(), Wanted.ONE_HOT).masked(Mask.ONES, Mask.ONES),
        whole("mask: the largest step", windows(3, 8, Activation.TANH), global(PoolingType.MAX))
            .masked(Mask.ANY_STEPS, Mask.NONE),
        sentences("mask: the largest row of an image", PoolingType.MAX),
        sentences("mask: the mean row of an image", PoolingType.AVG),
        whole("mask: the mean step", lstm(6), global(PoolingType.AVG))
            .masked(Mask.BEGINNING, Mask.NONE),
        whole("mask: the sum of steps", lstm(6), global(PoolingType.SUM))
            .masked(Mask.BEGINNING_OR_NONE, Mask.NONE),
        whole("mask: from both ends", both(5), global(PoolingType.MAX))
            .masked(Mask.END, Mask.SAMPLES),
        whole("mask: the last step", lstm(6), new LastTimeStep(lstm(5)))
            .masked(Mask.BEGINNING, Mask.NONE),
        whole("mask: the last step with peepholes", new LastTimeStep(withPeepholes(5)))
            .masked(Mask.BEGINNING, Mask.NONE),
        whole("mask: ones from both ends, the last step", new LastTimeStep(both(5)))
            .masked(Mask.ONES, Mask.NONE),
        steps("mask: labels of steps", softmaxOfSteps(), Wanted.ONE_HOT, lstm(6))
            .masked(Mask.BEGINNING, Mask.BEGINNING),
        steps("mask: some labels of steps", softmaxOfSteps(), Wanted.ONE_HOT, both(4))
            .masked(Mask.END, Mask.ANY_STEPS),
        steps("mask: no label of a series", softmaxOfSteps(), Wanted.ONE_HOT, lstm(6))
            .masked(Mask.NONE, Mask.BEGINNING_OR_NONE),
        steps("mask: single numbers of steps", numbersOfSteps(), Wanted.NUMBERS, lstm(6))
            .masked(Mask.NONE, Mask.OUTPUTS),
        steps("mask: weights of steps", numbersOfSteps(), Wanted.NUMBERS, lstm(6))
            .masked(Mask.NONE, Mask.WEIGHTS),
        segments("segments", lstm(6), lstm(5)),
        segments("segments: with peepholes", withPeepholes(6)),
        segmentsOfFrames(),
        segments("segments: masked", lstm(6)).masked(Mask.BEGINNING, Mask.BEGINNING),
        segmentsOfGraph(),
        segments("segments: of a frozen layer", new FrozenLayer(lstm(6)), lstm(5)),
        vectors("mask: samples of a centre loss", centerLoss(4), Wanted.ONE_HOT)
            .masked(Mask.NONE, Mask.SAMPLES),
        steps("mask: of a plain recurrent layer", softmaxOfSteps(), Wanted.ONE_HOT, rnn(6), lstm(5))
            .masked(Mask.BEGINNING, Mask.BEGINNING),
        whole("mask: pooled steps", lstm(6), pooledSteps(), lstm(4), global(PoolingType.MAX))
            .masked(Mask.BEGINNING, Mask.NONE),
        encoderDecoder());
  }

  /** The segment of a batch that begins with a step. */
  static MultiDataSet segment(MultiDataSet batch, int from) {
    INDArrayIndex steps =
        NDArrayIndex.interval(from, Math.min(from + SEGMENT, batch.getFeatures(0).size(2)));
    return new MultiDataSet(
        batch.getFeatures(0).get(NDArrayIndex.all(), NDArrayIndex.all(), steps).dup(),
        batch.getLabels(0).get(NDArrayIndex.all(), NDArrayIndex.all(), steps).dup());
  }

  private static LSTM lstm(int units) {
    return new LSTM.Builder().nOut(units).activation(Activation.TANH).build();
  }

  private static GravesLSTM withPeepholes(int units) {
    return new GravesLSTM.Builder().nOut(units).activation(Activation.TANH).build();
  }

  private static Bidirectional both(int units) {
    return new Bidirectional(Bidirectional.Mode.CONCAT, lstm(units));
  }

  private static OutputLayer softmax() {
    return output(LossFunction.MCXENT, Activation.SOFTMAX);
  }

  private static OutputLayer sigmoids() {
    return output(LossFunction.XENT, Activation.SIGMOID);
  }

  private static OutputLayer numbers() {
    return output(LossFunction.MSE, Activation.IDENTITY);
  }

  private static OutputLayer stockLoss() {
    return output(LossFunction.POISSON, Activation.SOFTPLUS);
  }

  private static OutputLayer output(LossFunction loss, Activation activation) {
    return new OutputLayer.Builder(loss).nOut(4).activation(activation).build();
  }

  private static RnnOutputLayer softmaxOfSteps() {
    return ofSteps(LossFunction.MCXENT, Activation.SOFTMAX);
  }

  private static RnnOutputLayer numbersOfSteps() {
    return ofSteps(LossFunction.MSE, Activation.IDENTITY);
  }

  private static RnnOutputLayer ofSteps(LossFunction loss, Activation activation) {
    return new RnnOutputLayer.Builder(loss).nOut(4).activation(activation).build();
  }

  private static NetworkCase vectors(String name, Layer output, Wanted wanted) {
    return of(
        name,
        list(dense(6, Activation.TANH), dense(4, Activation.SIGMOID), output)
            .setInputType(InputType.feedForward(FEATURES)),
        new int[] {FEATURES},
        new Output(4, wanted));
  }

  private static NetworkCase whole(String name, Layer... layers) {
    return of(
        name,
        list(layers).layer(softmax()).setInputType(InputType.recurrent(FEATURES, STEPS)),
        new int[] {FEATURES, STEPS},
        new Output(4, Wanted.ONE_HOT));
  }

  /** A row of pixels for each word. */
  private static NetworkCase sentences(String name, PoolingType pooling) {
    ConvolutionLayer windows =
        new ConvolutionLayer.Builder(3, FEATURES)
            .stride(1, FEATURES)
            .nOut(6)
            .convolutionMode(ConvolutionMode.Same)
            .activation(Activation.TANH)
            .build();
    return of(
            name,
            list(windows, global(pooling), softmax())
                .setInputType(InputType.convolutional(STEPS, FEATURES, 1)),
            new int[] {1, STEPS, FEATURES},
            new Output(4, Wanted.ONE_HOT))
        .masked(Mask.BEGINNING, Mask.NONE);
  }

  private static NetworkCase steps(String name, Layer output, Wanted wanted, Layer... layers) {
    return of(
        name,
        list(layers).layer(output).setInputType(InputType.recurrent(FEATURES, STEPS)),
        new int[] {FEATURES, STEPS},
        new Output(4, wanted, STEPS));
  }

  private static NetworkCase segments(String name, Layer... layers) {
    return of(
        name,
        list(layers)
            .layer(softmaxOfSteps())
            .setInputType(InputType.recurrent(FEATURES, STEPS))
            .backpropType(BackpropType.TruncatedBPTT)
            .tBPTTLength(SEGMENT),
        new int[] {FEATURES, STEPS},
        new Output(4, Wanted.ONE_HOT, STEPS));
  }

  /** Preprocessors that are not the engine's are in front of a recurrent layer that is. */
  private static NetworkCase segmentsOfFrames() {
    return of(
        "segments: of frames",
        list(
                new ConvolutionLayer.Builder(2, 2).nOut(3).activation(Activation.TANH).build(),
                dense(5, Activation.RELU),
                lstm(6),
                softmaxOfSteps())
            .setInputType(InputType.recurrent(9, STEPS))
            .inputPreProcessor(0, new RnnToCnnPreProcessor(3, 3, 1))
            .inputPreProcessor(1, new CnnToFeedForwardPreProcessor(2, 2, 3))
            .inputPreProcessor(2, new FeedForwardToRnnPreProcessor())
            .backpropType(BackpropType.TruncatedBPTT)
            .tBPTTLength(SEGMENT),
        new int[] {9, STEPS},
        new Output(4, Wanted.ONE_HOT, STEPS));
  }

  private static NetworkCase segmentsOfGraph() {
    return NetworkCase.of(
            "segments: of a graph",
            base(adam(0.01), 0)
                .graphBuilder()
                .addInputs("input")
                .layer("first", lstm(6), "input")
                .layer("second", withPeepholes(4), "first")
                .layer("output", softmaxOfSteps(), "second")
                .setOutputs("output")
                .setInputTypes(InputType.recurrent(FEATURES, STEPS))
                .backpropType(BackpropType.TruncatedBPTT)
                .tBPTTLength(SEGMENT)
                .build(),
            List.of(new int[] {FEATURES, STEPS}),
            List.of(new Output(4, Wanted.ONE_HOT, STEPS)))
        .masked(Mask.NONE, Mask.ANY_STEPS);
  }

  /** The thought is of the last step of the question that counts. */
  private static NetworkCase encoderDecoder() {
    return StockNetworks.encoderDecoder("mask: encoder and decoder")
        .masked(Mask.BEGINNING, Mask.BEGINNING);
  }

  private static ListBuilder list(Layer... layers) {
    ListBuilder list = base(adam(0.01), 0).list();
    for (Layer layer : layers) {
      list.layer(layer);
    }
    return list;
  }

  private static NetworkCase of(
      String name, MultiLayerConfiguration.Builder list, int[] input, Output output) {
    return new NetworkCase(name, null, list.build(), List.of(input), List.of(output), null, 20);
  }
}
