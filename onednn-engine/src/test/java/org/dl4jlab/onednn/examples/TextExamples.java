package org.dl4jlab.onednn.examples;

import static org.dl4jlab.onednn.examples.ExampleData.classifiedSteps;
import static org.dl4jlab.onednn.examples.ExampleData.firstSteps;
import static org.dl4jlab.onednn.examples.ExampleData.forGraph;
import static org.dl4jlab.onednn.examples.ExampleData.gaussian;
import static org.dl4jlab.onednn.examples.ExampleData.lastStep;
import static org.dl4jlab.onednn.examples.ExampleData.numbers;
import static org.dl4jlab.onednn.examples.ExampleData.oneHot;
import static org.dl4jlab.onednn.examples.ExampleData.oneHotSteps;
import static org.dl4jlab.onednn.examples.ExampleLayers.base;
import static org.dl4jlab.onednn.examples.ExampleLayers.list;
import static org.dl4jlab.onednn.examples.ExampleLayers.lstm;
import static org.dl4jlab.onednn.examples.ExampleLayers.open;
import static org.dl4jlab.onednn.examples.ExampleLayers.softmax;
import static org.dl4jlab.onednn.examples.ExampleLayers.softmaxOfSteps;

import java.util.List;
import org.deeplearning4j.nn.conf.BackpropType;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.GradientNormalization;
import org.deeplearning4j.nn.conf.graph.MergeVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.EmbeddingSequenceLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.GravesLSTM;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional;
import org.deeplearning4j.nn.conf.layers.recurrent.LastTimeStep;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.learning.config.RmsProp;

/** Networks for words and characters. */
final class TextExamples {

  private static final int SIZE = 5;
  private static final int STEPS = 12;
  private static final int[] LENGTHS = {12, 3, 7, 10, 5};

  private TextExamples() {}

  static List<Example> all() {
    return List.of(
        sentences(),
        reviews(),
        characters(),
        charactersWithPeepholes(),
        embeddedWords(),
        fromBothEnds());
  }

  /** Kim 2014: texts as images, as high as they have words, as wide as a word's vector. */
  private static Example sentences() {
    int vector = 6;
    GraphBuilder net =
        base(new Adam(0.01))
            .activation(Activation.LEAKYRELU)
            .convolutionMode(ConvolutionMode.Same)
            .l2(1e-4)
            .graphBuilder()
            .addInputs("text");
    for (int words = 3; words <= 5; words++) {
      net.layer(
          "words" + words,
          new ConvolutionLayer.Builder(words, vector).stride(1, vector).nOut(8).build(),
          "text");
    }
    net.addVertex("merged", new MergeVertex(), "words3", "words4", "words5")
        .layer(
            "largest",
            new GlobalPoolingLayer.Builder(PoolingType.MAX).dropOut(0.5).build(),
            "merged")
        .layer("output", softmax(2), "largest")
        .setOutputs("output")
        .setInputTypes(InputType.convolutional(STEPS, vector, 1));
    return Example.of(
        "sentences: three convolutions side by side, with masks",
        net.build(),
        i ->
            new MultiDataSet(
                new INDArray[] {gaussian(i, SIZE, 1, STEPS, vector)},
                new INDArray[] {oneHot(i, SIZE, 2)},
                new INDArray[] {firstSteps(STEPS, LENGTHS).reshape(SIZE, 1, STEPS, 1)},
                null));
  }

  private static Example reviews() {
    return Example.of(
        "reviews: a class at the last word, with masks and clipped gradients",
        list(
            base(new Adam(5e-3))
                .l2(1e-5)
                .gradientNormalization(GradientNormalization.ClipElementWiseAbsoluteValue)
                .gradientNormalizationThreshold(1),
            InputType.recurrent(7),
            lstm(10),
            softmaxOfSteps(2)),
        i ->
            new DataSet(
                gaussian(i, SIZE, 7, STEPS),
                oneHotSteps(i, SIZE, 2, STEPS),
                firstSteps(STEPS, LENGTHS),
                lastStep(STEPS, LENGTHS)));
  }

  private static Example characters() {
    return Example.of(
            "characters: two layers in pieces of four steps, then step by step",
            open(base(new Adam(0.005)).l2(1e-4), lstm(12), lstm(12), softmaxOfSteps(9))
                .setInputType(InputType.recurrent(9))
                .backpropType(BackpropType.TruncatedBPTT)
                .tBPTTForwardLength(4)
                .tBPTTBackwardLength(4)
                .build(),
            classifiedSteps(SIZE, 9, 9, STEPS))
        .askedFor(TextExamples::stepByStep);
  }

  private static INDArray[] stepByStep(MultiLayerNetwork network) {
    network.rnnClearPreviousState();
    return new INDArray[] {
      network.rnnTimeStep(gaussian(1, SIZE, 9, STEPS)).dup(),
      network.rnnTimeStep(gaussian(2, SIZE, 9)).dup(),
      network.rnnTimeStep(gaussian(3, SIZE, 9)).dup()
    };
  }

  private static Example charactersWithPeepholes() {
    GraphBuilder net =
        base(new RmsProp(0.01))
            .l2(1e-3)
            .graphBuilder()
            .addInputs("characters")
            .setInputTypes(InputType.recurrent(9))
            .layer("first", withPeepholes(10), "characters")
            .layer("second", withPeepholes(10), "first")
            .layer("next", softmaxOfSteps(9), "first", "second")
            .setOutputs("next")
            .backpropType(BackpropType.TruncatedBPTT)
            .tBPTTForwardLength(5)
            .tBPTTBackwardLength(5);
    return Example.of(
        "characters: a graph of layers with peepholes",
        net.build(),
        forGraph(classifiedSteps(SIZE, 9, 9, STEPS)));
  }

  private static Layer withPeepholes(int units) {
    return new GravesLSTM.Builder().nOut(units).activation(Activation.TANH).build();
  }

  private static Example embeddedWords() {
    return Example.of(
        "words by their numbers: embedded, the last state",
        open(
                base(new Adam(0.01)),
                new EmbeddingSequenceLayer.Builder()
                    .nIn(30)
                    .nOut(6)
                    .inputLength(STEPS)
                    .activation(Activation.IDENTITY)
                    .build(),
                new LastTimeStep(lstm(8)),
                softmax(3))
            .setInputType(InputType.recurrent(30))
            .build(),
        i -> new DataSet(numbers(i, 30, SIZE, STEPS), oneHot(i, SIZE, 3)));
  }

  private static Example fromBothEnds() {
    return Example.of(
        "words read from both ends, with masks",
        list(
            base(new Nesterovs(0.05, 0.9)),
            InputType.recurrent(7),
            new Bidirectional(Bidirectional.Mode.CONCAT, lstm(6)),
            new GlobalPoolingLayer.Builder(PoolingType.AVG).build(),
            softmax(3)),
        i ->
            new DataSet(
                gaussian(i, SIZE, 7, STEPS), oneHot(i, SIZE, 3), firstSteps(STEPS, LENGTHS), null));
  }
}
