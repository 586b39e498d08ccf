package org.dl4jlab.onednn.examples;

import static org.dl4jlab.onednn.examples.ExampleData.brightnesses;
import static org.dl4jlab.onednn.examples.ExampleData.classified;
import static org.dl4jlab.onednn.examples.ExampleData.forGraph;
import static org.dl4jlab.onednn.examples.ExampleLayers.base;
import static org.dl4jlab.onednn.examples.ExampleLayers.conv;
import static org.dl4jlab.onednn.examples.ExampleLayers.dense;
import static org.dl4jlab.onednn.examples.ExampleLayers.list;
import static org.dl4jlab.onednn.examples.ExampleLayers.maxPool;
import static org.dl4jlab.onednn.examples.ExampleLayers.output;
import static org.dl4jlab.onednn.examples.ExampleLayers.softmax;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.dropout.Dropout;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.CenterLossOutputLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.AdaGrad;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.Nadam;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;
import org.nd4j.linalg.schedule.MapSchedule;
import org.nd4j.linalg.schedule.ScheduleType;

/** Networks for images of digits, 28 x 28 pixels, most of them as rows of 784 numbers. */
final class DigitExamples {

  private static final InputType ROWS = InputType.feedForward(784);
  private static final InputType IMAGES = InputType.convolutionalFlat(28, 28, 1);
  private static final int SIZE = 8;

  private DigitExamples() {}

  static List<Example> all() {
    return List.of(
        oneLayer(),
        twoLayers(),
        leNet(),
        anomalies(),
        deepAutoencoder(),
        denoising(),
        centreLoss());
  }

  private static Example oneLayer() {
    return Example.of(
        "digits: one layer",
        list(
            base(new Nesterovs(0.006, 0.9)).l2(1e-4),
            ROWS,
            dense(40, Activation.RELU),
            softmax(10)),
        classified(SIZE, 10, 784));
  }

  private static Example twoLayers() {
    return Example.of(
        "digits: two layers by Nadam",
        list(
            base(new Nadam(0.0015)).activation(Activation.RELU).l2(1e-5),
            ROWS,
            dense(50, Activation.RELU),
            dense(20, Activation.RELU),
            softmax(10)),
        classified(SIZE, 10, 784));
  }

  /** LeCun et al. 1998, with learning rates that fall step by step. */
  private static Example leNet() {
    Map<Integer, Double> rates = new TreeMap<>(Map.of(0, 0.06, 1, 0.05, 2, 0.028, 3, 0.006));
    return Example.of(
        "digits: LeNet from rows, with a schedule of learning rates",
        list(
            base(new Nesterovs(new MapSchedule(ScheduleType.ITERATION, rates), 0.9)).l2(5e-4),
            IMAGES,
            conv(6, 5, 1, Activation.IDENTITY),
            maxPool(2, 2),
            conv(10, 5, 1, Activation.IDENTITY),
            maxPool(2, 2),
            dense(30, Activation.RELU),
            softmax(10)),
        classified(SIZE, 10, 784));
  }

  private static Example anomalies() {
    return Example.of(
        "digits: an autoencoder that finds anomalies",
        list(
            base(new AdaGrad(0.05)).activation(Activation.RELU).l2(1e-4),
            ROWS,
            dense(250, Activation.RELU),
            dense(10, Activation.RELU),
            dense(250, Activation.RELU),
            output(LossFunction.MSE, 784, Activation.IDENTITY)),
        brightnesses(SIZE, 784));
  }

  /** Hinton and Salakhutdinov 2006. */
  private static Example deepAutoencoder() {
    IntStream units = IntStream.of(100, 50, 25, 12, 6, 12, 25, 50, 100);
    Stream<Layer> hidden = units.mapToObj(width -> dense(width, Activation.SIGMOID));
    Layer output = output(LossFunction.XENT, 784, Activation.SIGMOID);
    Layer[] layers = Stream.concat(hidden, Stream.of(output)).toArray(Layer[]::new);
    return Example.of(
        "digits: a deep autoencoder of sigmoids",
        list(base(new Adam(0.01)), ROWS, layers),
        brightnesses(SIZE, 784));
  }

  private static Example denoising() {
    return Example.of(
        "digits: an autoencoder that makes up for dropped pixels",
        list(
            base(new Nesterovs(0.05, 0.9)),
            ROWS,
            new DenseLayer.Builder()
                .nOut(60)
                .activation(Activation.TANH)
                .dropOut(new Dropout(0.7))
                .build(),
            output(LossFunction.MSE, 784, Activation.SIGMOID)),
        brightnesses(SIZE, 784));
  }

  /** Wen et al. 2016. */
  private static Example centreLoss() {
    NeuralNetConfiguration.Builder base = base(new Adam(0.01)).weightInit(WeightInit.RELU).l2(1e-4);
    return Example.of(
        "digits: LeNet with centre loss",
        base.graphBuilder()
            .addInputs("input")
            .layer("conv1", conv(6, 5, 1, Activation.LEAKYRELU), "input")
            .layer("pool1", maxPool(2, 2), "conv1")
            .layer("conv2", conv(8, 5, 1, Activation.LEAKYRELU), "pool1")
            .layer("pool2", maxPool(2, 2), "conv2")
            .layer("embedding", dense(2, Activation.IDENTITY), "pool2")
            .layer(
                "output",
                new CenterLossOutputLayer.Builder(LossFunction.MCXENT)
                    .nOut(10)
                    .activation(Activation.SOFTMAX)
                    .alpha(0.1)
                    .lambda(0.01)
                    .build(),
                "embedding")
            .setOutputs("output")
            .setInputTypes(IMAGES)
            .build(),
        forGraph(classified(SIZE, 10, 784)));
  }
}
