package org.dl4jlab.onednn.examples;

import static org.dl4jlab.onednn.examples.ExampleData.classified;
import static org.dl4jlab.onednn.examples.ExampleData.gaussian;
import static org.dl4jlab.onednn.examples.ExampleData.iterator;
import static org.dl4jlab.onednn.examples.ExampleData.numbers;
import static org.dl4jlab.onednn.examples.ExampleData.oneHot;
import static org.dl4jlab.onednn.examples.ExampleData.uniform;
import static org.dl4jlab.onednn.examples.ExampleLayers.base;
import static org.dl4jlab.onednn.examples.ExampleLayers.dense;
import static org.dl4jlab.onednn.examples.ExampleLayers.list;
import static org.dl4jlab.onednn.examples.ExampleLayers.open;
import static org.dl4jlab.onednn.examples.ExampleLayers.output;
import static org.dl4jlab.onednn.examples.ExampleLayers.softmax;

import java.util.List;
import java.util.function.IntFunction;
import org.deeplearning4j.earlystopping.EarlyStoppingConfiguration;
import org.deeplearning4j.earlystopping.saver.InMemoryModelSaver;
import org.deeplearning4j.earlystopping.scorecalc.DataSetLossCalculator;
import org.deeplearning4j.earlystopping.termination.MaxEpochsTerminationCondition;
import org.deeplearning4j.earlystopping.trainer.EarlyStoppingTrainer;
import org.deeplearning4j.nn.conf.distribution.UniformDistribution;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.EmbeddingLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.AdaGrad;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.Nadam;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.learning.config.RmsProp;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;
import org.nd4j.linalg.lossfunctions.impl.LossMCXENT;
import org.nd4j.linalg.lossfunctions.impl.LossMixtureDensity;

/** Dense layers over rows of numbers. */
final class FeedForwardExamples {

  private static final InputType POINTS = InputType.feedForward(2);
  private static final int SIZE = 9;
  private static final IntFunction<DataSet> TWO_CLASSES = classified(SIZE, 2, 2);

  private FeedForwardExamples() {}

  static List<Example> all() {
    return List.of(
        linearClassifier(),
        moons(),
        saturn(),
        iris(),
        csvClassifier(),
        logisticRegression(),
        weightedClasses(),
        xor(),
        earlyStopping(),
        embeddedCategories(),
        sums(),
        mathFunctions(),
        imageDrawer(),
        mixtureDensity());
  }

  private static Example linearClassifier() {
    return Example.of(
            "linear classifier: by Nesterovs, from an iterator",
            list(base(new Nesterovs(0.01, 0.9)), POINTS, dense(20, Activation.RELU), softmax(2)),
            TWO_CLASSES)
        .trainedBy(network -> network.fit(iterator(TWO_CLASSES), 2));
  }

  private static Example moons() {
    return Example.of(
        "moons: tanh by Nesterovs",
        list(base(new Nesterovs(0.1, 0.9)), POINTS, dense(50, Activation.TANH), softmax(2)),
        TWO_CLASSES);
  }

  private static Example saturn() {
    return Example.of(
        "saturn: relu and tanh by Adam",
        list(
            base(new Adam(0.01)).l2(1e-4),
            POINTS,
            dense(16, Activation.RELU),
            dense(8, Activation.TANH),
            output(LossFunction.MCXENT, 2, Activation.SOFTMAX)),
        TWO_CLASSES);
  }

  private static Example iris() {
    return Example.of(
        "iris: tanh by Sgd with l2",
        list(
            base(new Sgd(0.1)).l2(1e-4).activation(Activation.TANH),
            InputType.feedForward(4),
            new DenseLayer.Builder().nOut(3).build(),
            new DenseLayer.Builder().nOut(3).build(),
            softmax(3)),
        classified(15, 3, 4));
  }

  private static Example csvClassifier() {
    return Example.of(
        "csv: sigmoid by Nadam with l1",
        list(
            base(new Nadam(0.005)).l1(1e-3),
            InputType.feedForward(8),
            dense(12, Activation.SIGMOID),
            dense(6, Activation.SIGMOID),
            softmax(4)),
        classified(SIZE, 4, 8));
  }

  private static Example logisticRegression() {
    return Example.of(
        "customers who leave: sigmoid outputs by RmsProp with l1 and l2",
        list(
            base(new RmsProp(0.01)).l1(1e-4).l2(1e-3),
            InputType.feedForward(11),
            dense(6, Activation.RELU),
            dense(6, Activation.RELU),
            output(LossFunction.XENT, 1, Activation.SIGMOID)),
        i ->
            new DataSet(
                gaussian(i, SIZE, 11), uniform(50 + i, SIZE, 1).gt(0.5).castTo(Nd4j.dataType())));
  }

  private static Example weightedClasses() {
    return Example.of(
        "classes of different weight",
        list(
            base(new Adam(0.01)),
            InputType.feedForward(6),
            dense(10, Activation.TANH),
            new OutputLayer.Builder(new LossMCXENT(Nd4j.createFromArray(0.2f, 1f, 0.7f)))
                .nOut(3)
                .activation(Activation.SOFTMAX)
                .build()),
        classified(SIZE, 3, 6));
  }

  private static Example xor() {
    return Example.of(
        "xor: without mini-batches, weights and biases of its own",
        open(
                base(new Sgd(0.1)).seed(123).biasInit(0).miniBatch(false),
                new DenseLayer.Builder()
                    .nIn(2)
                    .nOut(4)
                    .activation(Activation.SIGMOID)
                    .weightInit(new UniformDistribution(0, 1))
                    .build(),
                new OutputLayer.Builder(LossFunction.NEGATIVELOGLIKELIHOOD)
                    .nOut(2)
                    .activation(Activation.SOFTMAX)
                    .weightInit(new UniformDistribution(0, 1))
                    .build())
            .build(),
        i ->
            new DataSet(
                Nd4j.createFromArray(new float[][] {{0, 0}, {1, 0}, {0, 1}, {1, 1}}),
                Nd4j.createFromArray(new float[][] {{1, 0}, {0, 1}, {0, 1}, {1, 0}})));
  }

  private static Example earlyStopping() {
    return Example.of(
            "early stopping",
            list(
                base(new Nesterovs(0.02, 0.9)).l2(1e-4),
                InputType.feedForward(10),
                dense(12, Activation.LEAKYRELU),
                softmax(3)),
            classified(SIZE, 3, 10))
        .trainedBy(FeedForwardExamples::stopEarly);
  }

  private static void stopEarly(MultiLayerNetwork network) {
    IntFunction<DataSet> batches = classified(SIZE, 3, 10);
    var configuration =
        new EarlyStoppingConfiguration.Builder<MultiLayerNetwork>()
            .epochTerminationConditions(new MaxEpochsTerminationCondition(2))
            .scoreCalculator(new DataSetLossCalculator(iterator(batches), true))
            .modelSaver(new InMemoryModelSaver<>())
            .build();
    new EarlyStoppingTrainer(configuration, network, iterator(batches)).fit();
  }

  private static Example embeddedCategories() {
    return Example.of(
        "a category as a vector",
        open(
                base(new Adam(0.01)),
                new EmbeddingLayer.Builder()
                    .nIn(20)
                    .nOut(6)
                    .activation(Activation.IDENTITY)
                    .build(),
                dense(8, Activation.RELU),
                softmax(3))
            .build(),
        i -> new DataSet(numbers(i, 20, SIZE, 1), oneHot(50 + i, SIZE, 3)));
  }

  private static Example sums() {
    return Example.of(
        "regression of sums",
        list(
            base(new Nesterovs(0.01, 0.9)),
            POINTS,
            dense(10, Activation.TANH),
            output(LossFunction.MSE, 1, Activation.IDENTITY)),
        i -> {
          INDArray numbers = uniform(i, SIZE, 2);
          return new DataSet(numbers, numbers.sum(true, 1));
        });
  }

  private static Example mathFunctions() {
    return Example.of(
        "regression of a mathematical function: by AdaGrad",
        list(
            base(new AdaGrad(0.05)),
            InputType.feedForward(1),
            dense(25, Activation.TANH),
            dense(25, Activation.TANH),
            output(LossFunction.MSE, 1, Activation.IDENTITY)),
        i -> {
          INDArray numbers = gaussian(i, SIZE, 1);
          return new DataSet(numbers, Nd4j.math().sin(numbers).div(numbers));
        });
  }

  private static Example imageDrawer() {
    return Example.of(
        "an image drawn from its coordinates: five layers",
        list(
            base(new Nesterovs(0.05, 0.9)),
            POINTS,
            dense(25, Activation.LEAKYRELU),
            dense(25, Activation.LEAKYRELU),
            dense(25, Activation.LEAKYRELU),
            dense(25, Activation.LEAKYRELU),
            output(LossFunction.L2, 3, Activation.IDENTITY)),
        i -> new DataSet(uniform(i, SIZE, 2), uniform(50 + i, SIZE, 3)));
  }

  /** Bishop 1994: of each of two mixtures its weight, its width, its two means. */
  private static Example mixtureDensity() {
    return Example.of(
        "mixture density",
        list(
            base(new Adam(0.005)),
            InputType.feedForward(3),
            dense(12, Activation.TANH),
            new OutputLayer.Builder(LossMixtureDensity.builder().gaussians(2).labelWidth(2).build())
                .nOut(2 * (2 + 2))
                .activation(Activation.IDENTITY)
                .build()),
        i -> new DataSet(gaussian(i, SIZE, 3), gaussian(50 + i, SIZE, 2)));
  }
}
