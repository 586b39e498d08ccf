package org.dl4jlab.onednn.examples;

import static org.dl4jlab.onednn.examples.ExampleData.classified;
import static org.dl4jlab.onednn.examples.ExampleData.forGraph;
import static org.dl4jlab.onednn.examples.ExampleData.gaussian;
import static org.dl4jlab.onednn.examples.ExampleData.oneHot;
import static org.dl4jlab.onednn.examples.ExampleData.uniform;
import static org.dl4jlab.onednn.examples.ExampleLayers.base;
import static org.dl4jlab.onednn.examples.ExampleLayers.conv;
import static org.dl4jlab.onednn.examples.ExampleLayers.dense;
import static org.dl4jlab.onednn.examples.ExampleLayers.list;
import static org.dl4jlab.onednn.examples.ExampleLayers.maxPool;
import static org.dl4jlab.onednn.examples.ExampleLayers.norm;
import static org.dl4jlab.onednn.examples.ExampleLayers.output;
import static org.dl4jlab.onednn.examples.ExampleLayers.softmax;

import java.util.List;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.GradientNormalization;
import org.deeplearning4j.nn.conf.distribution.NormalDistribution;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.graph.MergeVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.CnnLossLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.LocalResponseNormalization;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.Upsampling2D;
import org.deeplearning4j.nn.conf.layers.objdetect.Yolo2OutputLayer;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.AdaDelta;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Networks for photographs, boards, and what is seen in them. */
final class ImageExamples {

  private static final int SIZE = 4;

  private ImageExamples() {}

  static List<Example> all() {
    return List.of(
        photographs(),
        animals(),
        captcha(),
        board(),
        denseBlocks(),
        inception(),
        objects(),
        segmentation());
  }

  private static Example photographs() {
    return Example.of(
        "photographs: batch normalization and dropout",
        list(
            base(new AdaDelta()).convolutionMode(ConvolutionMode.Same),
            InputType.convolutional(16, 16, 3),
            conv(8, 3, 1, Activation.LEAKYRELU),
            norm(),
            maxPool(2, 2),
            conv(8, 1, 1, Activation.LEAKYRELU),
            norm(),
            conv(12, 3, 1, Activation.LEAKYRELU),
            new DropoutLayer(0.8),
            maxPool(2, 2),
            dense(10, Activation.RELU),
            softmax(5)),
        classified(SIZE, 5, 3, 16, 16));
  }

  /** Krizhevsky et al. 2012. */
  private static Example animals() {
    return Example.of(
        "animals: local response normalization and gradients of unit length",
        list(
            base(new Nesterovs(0.01, 0.9))
                .weightInit(new NormalDistribution(0, 0.1))
                .gradientNormalization(GradientNormalization.RenormalizeL2PerLayer)
                .l2(5e-4),
            InputType.convolutional(24, 24, 3),
            conv(8, 5, 2, Activation.RELU),
            new LocalResponseNormalization.Builder().build(),
            maxPool(3, 2),
            conv(12, 3, 1, Activation.RELU),
            new DenseLayer.Builder().nOut(20).activation(Activation.RELU).dropOut(0.5).build(),
            softmax(4)),
        classified(SIZE, 4, 3, 24, 24));
  }

  private static Example captcha() {
    GraphBuilder net =
        base(new Adam(0.001))
            .l2(1e-3)
            .graphBuilder()
            .addInputs("picture")
            .setInputTypes(InputType.convolutional(20, 40, 3))
            .layer("conv1", conv(6, 5, 1, Activation.RELU), "picture")
            .layer("pool1", maxPool(2, 2), "conv1")
            .layer("conv2", conv(8, 3, 1, Activation.RELU), "pool1")
            .layer("pool2", maxPool(2, 2), "conv2")
            .layer(
                "dense",
                new DenseLayer.Builder().nOut(30).activation(Activation.RELU).dropOut(0.5).build(),
                "pool2");
    String[] letters = IntStream.range(0, 6).mapToObj(i -> "letter" + i).toArray(String[]::new);
    for (String letter : letters) {
      net.layer(letter, output(LossFunction.MCXENT, 10, Activation.SOFTMAX), "dense");
    }
    return Example.of(
        "captcha: six letters",
        net.setOutputs(letters).build(),
        i ->
            new MultiDataSet(
                new INDArray[] {uniform(i, SIZE, 3, 20, 40)},
                IntStream.range(0, letters.length)
                    .mapToObj(letter -> oneHot(10 * i + letter, SIZE, 10))
                    .toArray(INDArray[]::new)));
  }

  /** Silver et al. 2017. */
  private static Example board() {
    GraphBuilder net =
        base(new Sgd(0.01))
            .convolutionMode(ConvolutionMode.Same)
            .graphBuilder()
            .addInputs("board")
            .setInputTypes(InputType.convolutional(9, 9, 5));
    String tower = normalized(net, "stem", 8, 3, "board");
    for (int i = 0; i < 3; i++) {
      String first = normalized(net, "block" + i, 8, 3, tower);
      net.layer("second" + i, conv(8, 3, 1, Activation.IDENTITY), first)
          .layer("norm" + i, norm(), "second" + i)
          .addVertex("sum" + i, new ElementWiseVertex(ElementWiseVertex.Op.Add), "norm" + i, tower)
          .layer("tower" + i, new ActivationLayer(Activation.RELU), "sum" + i);
      tower = "tower" + i;
    }
    String policy = normalized(net, "policies", 2, 3, tower);
    String value = normalized(net, "values", 1, 1, tower);
    net.layer("policy", output(LossFunction.MCXENT, 82, Activation.SOFTMAX), policy)
        .layer("hidden", dense(16, Activation.RELU), value)
        .layer("value", output(LossFunction.MSE, 1, Activation.TANH), "hidden")
        .setOutputs("policy", "value");
    return Example.of(
        "a board game: residual towers with two heads",
        net.build(),
        i ->
            new MultiDataSet(
                new INDArray[] {gaussian(i, SIZE, 5, 9, 9)},
                new INDArray[] {oneHot(i, SIZE, 82), uniform(i, SIZE, 1)}));
  }

  private static String normalized(
      GraphBuilder net, String name, int filters, int kernel, String input) {
    net.layer(name + "-conv", conv(filters, kernel, 1, Activation.IDENTITY), input)
        .layer(name + "-norm", norm(), name + "-conv")
        .layer(name, new ActivationLayer(Activation.RELU), name + "-norm");
    return name;
  }

  /** Huang et al. 2017. */
  private static Example denseBlocks() {
    GraphBuilder net =
        base(new Nesterovs(0.01, 0.9))
            .convolutionMode(ConvolutionMode.Same)
            .graphBuilder()
            .addInputs("photograph")
            .setInputTypes(InputType.convolutional(16, 16, 3))
            .layer("stem", conv(8, 3, 1, Activation.IDENTITY), "photograph");
    String last = "stem";
    for (String block : List.of("first", "second")) {
      for (int i = 0; i < 3; i++) {
        String grown = block + i;
        net.layer(grown + "-norm", norm(), last)
            .layer(grown + "-relu", new ActivationLayer(Activation.RELU), grown + "-norm")
            .layer(grown + "-conv", conv(4, 3, 1, Activation.IDENTITY), grown + "-relu")
            .addVertex(grown, new MergeVertex(), last, grown + "-conv");
        last = grown;
      }
      net.layer(block + "-narrow", conv(10, 1, 1, Activation.RELU), last)
          .layer(block + "-pool", maxPool(2, 2), block + "-narrow");
      last = block + "-pool";
    }
    net.layer("mean", new GlobalPoolingLayer.Builder(PoolingType.AVG).build(), last)
        .layer("output", softmax(5), "mean")
        .setOutputs("output");
    return Example.of("dense blocks", net.build(), forGraph(classified(SIZE, 5, 3, 16, 16)));
  }

  /** Szegedy et al. 2015. */
  private static Example inception() {
    GraphBuilder net =
        base(new Nesterovs(0.02, 0.9))
            .convolutionMode(ConvolutionMode.Same)
            .graphBuilder()
            .addInputs("photograph")
            .setInputTypes(InputType.convolutional(16, 16, 3))
            .layer("stem", conv(8, 5, 2, Activation.RELU), "photograph")
            .layer(
                "normalized", new LocalResponseNormalization.Builder(5, 1e-4, 0.75).build(), "stem")
            .layer("one", conv(4, 1, 1, Activation.RELU), "normalized")
            .layer("narrow3", conv(3, 1, 1, Activation.RELU), "normalized")
            .layer("three", conv(6, 3, 1, Activation.RELU), "narrow3")
            .layer("narrow5", conv(2, 1, 1, Activation.RELU), "normalized")
            .layer("five", conv(4, 5, 1, Activation.RELU), "narrow5")
            .layer("pooled", maxPool(3, 1), "normalized")
            .layer("projected", conv(4, 1, 1, Activation.RELU), "pooled")
            .addVertex("merged", new MergeVertex(), "one", "three", "five", "projected")
            .layer("dense", dense(12, Activation.RELU), "merged")
            .layer("output", softmax(5), "dense")
            .setOutputs("output");
    return Example.of(
        "kernels of several sizes side by side",
        net.build(),
        forGraph(classified(SIZE, 5, 3, 16, 16)));
  }

  /** Redmon and Farhadi 2017: two prior boxes on a grid of 4 x 4, three classes. */
  private static Example objects() {
    INDArray boxes = Nd4j.createFromArray(new double[][] {{1, 1.5}, {2, 2}});
    GraphBuilder net =
        base(new Adam(1e-3))
            .gradientNormalization(GradientNormalization.RenormalizeL2PerLayer)
            .gradientNormalizationThreshold(1)
            .convolutionMode(ConvolutionMode.Same)
            .l2(1e-5)
            .graphBuilder()
            .addInputs("photograph")
            .setInputTypes(InputType.convolutional(16, 16, 3))
            .layer("conv1", conv(8, 3, 1, Activation.LEAKYRELU), "photograph")
            .layer("pool1", maxPool(2, 2), "conv1")
            .layer("conv2", conv(12, 3, 1, Activation.LEAKYRELU), "pool1")
            .layer("pool2", maxPool(2, 2), "conv2")
            .layer("boxes", conv(2 * (5 + 3), 1, 1, Activation.IDENTITY), "pool2")
            .layer(
                "objects", new Yolo2OutputLayer.Builder().boundingBoxPriors(boxes).build(), "boxes")
            .setOutputs("objects");
    return Example.of(
        "objects and their boxes: tiny YOLO",
        net.build(),
        i -> new MultiDataSet(gaussian(i, SIZE, 3, 16, 16), ObjectLabels.of(i, SIZE, 3, 4)));
  }

  /** Ronneberger et al. 2015. */
  private static Example segmentation() {
    GraphBuilder net =
        base(new Adam(1e-3))
            .convolutionMode(ConvolutionMode.Same)
            .graphBuilder()
            .addInputs("photograph")
            .setInputTypes(InputType.convolutional(16, 16, 3))
            .layer("fine", conv(6, 3, 1, Activation.RELU), "photograph")
            .layer("pool", maxPool(2, 2), "fine")
            .layer("coarse", conv(10, 3, 1, Activation.RELU), "pool")
            .layer("up", new Upsampling2D.Builder(2).build(), "coarse")
            .addVertex("both", new MergeVertex(), "fine", "up")
            .layer("logits", conv(1, 1, 1, Activation.IDENTITY), "both")
            .layer(
                "mask",
                new CnnLossLayer.Builder(LossFunction.XENT).activation(Activation.SIGMOID).build(),
                "logits")
            .setOutputs("mask");
    return Example.of(
        "pixels that belong to a thing",
        net.build(),
        i ->
            new MultiDataSet(
                gaussian(i, SIZE, 3, 16, 16),
                uniform(i, SIZE, 1, 16, 16).gt(0.5).castTo(Nd4j.dataType())));
  }
}
