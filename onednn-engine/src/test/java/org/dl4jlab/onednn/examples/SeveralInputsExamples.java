package org.dl4jlab.onednn.examples;

import static org.dl4jlab.onednn.examples.ExampleData.firstSteps;
import static org.dl4jlab.onednn.examples.ExampleData.gaussian;
import static org.dl4jlab.onednn.examples.ExampleData.oneHot;
import static org.dl4jlab.onednn.examples.ExampleData.oneHotSteps;
import static org.dl4jlab.onednn.examples.ExampleLayers.base;
import static org.dl4jlab.onednn.examples.ExampleLayers.dense;
import static org.dl4jlab.onednn.examples.ExampleLayers.lstm;
import static org.dl4jlab.onednn.examples.ExampleLayers.output;
import static org.dl4jlab.onednn.examples.ExampleLayers.softmax;
import static org.dl4jlab.onednn.examples.ExampleLayers.softmaxOfSteps;

import java.util.List;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.graph.L2NormalizeVertex;
import org.deeplearning4j.nn.conf.graph.L2Vertex;
import org.deeplearning4j.nn.conf.graph.MergeVertex;
import org.deeplearning4j.nn.conf.graph.StackVertex;
import org.deeplearning4j.nn.conf.graph.UnstackVertex;
import org.deeplearning4j.nn.conf.graph.rnn.DuplicateToTimeSeriesVertex;
import org.deeplearning4j.nn.conf.graph.rnn.LastTimeStepVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Graphs with several inputs or outputs that are no images. */
final class SeveralInputsExamples {

  private static final int SIZE = 6;

  private SeveralInputsExamples() {}

  static List<Example> all() {
    return List.of(addition(), tasks(), alike(), triplets());
  }

  /** Sutskever et al. 2014, of characters: two numbers are read, then their sum is written. */
  private static Example addition() {
    int characters = 7;
    int read = 5;
    int written = 4;
    GraphBuilder net =
        base(new Adam(0.01))
            .graphBuilder()
            .addInputs("read", "written")
            .setInputTypes(InputType.recurrent(characters), InputType.recurrent(characters))
            .layer("encoder", lstm(9), "read")
            .addVertex("thought", new LastTimeStepVertex("read"), "encoder")
            .addVertex("repeated", new DuplicateToTimeSeriesVertex("written"), "thought")
            .layer("decoder", lstm(9), "written", "repeated")
            .layer("next", softmaxOfSteps(characters), "decoder")
            .setOutputs("next");
    return Example.of(
        "addition: encoder and decoder",
        net.build(),
        i ->
            new MultiDataSet(
                new INDArray[] {
                  oneHotSteps(i, SIZE, characters, read),
                  oneHotSteps(20 + i, SIZE, characters, written)
                },
                new INDArray[] {oneHotSteps(40 + i, SIZE, characters, written)},
                new INDArray[] {
                  firstSteps(read, 5, 4, 3, 5, 2, 5), firstSteps(written, 4, 4, 3, 4, 2, 4)
                },
                new INDArray[] {firstSteps(written, 4, 4, 3, 4, 2, 4)}));
  }

  private static Example tasks() {
    GraphBuilder net =
        base(new Nesterovs(0.02, 0.9))
            .graphBuilder()
            .addInputs("person", "purchase")
            .setInputTypes(InputType.feedForward(5), InputType.feedForward(4))
            .layer("ofPerson", dense(8, Activation.RELU), "person")
            .layer("ofPurchase", dense(8, Activation.RELU), "purchase")
            .addVertex("both", new MergeVertex(), "ofPerson", "ofPurchase")
            .layer("shared", dense(10, Activation.TANH), "both")
            .layer("kind", softmax(3), "shared")
            .layer("price", output(LossFunction.MSE, 2, Activation.IDENTITY), "shared")
            .setOutputs("kind", "price");
    return Example.of(
        "two tasks on two inputs",
        net.build(),
        i ->
            new MultiDataSet(
                new INDArray[] {gaussian(i, SIZE, 5), gaussian(20 + i, SIZE, 4)},
                new INDArray[] {oneHot(i, SIZE, 3), gaussian(40 + i, SIZE, 2)}));
  }

  private static Example alike() {
    GraphBuilder net =
        base(new Sgd(0.1))
            .graphBuilder()
            .addInputs("left", "right")
            .setInputTypes(InputType.feedForward(8), InputType.feedForward(8))
            .addVertex("stacked", new StackVertex(), "left", "right")
            .layer("hidden", dense(10, Activation.TANH), "stacked")
            .layer("embedding", dense(4, Activation.TANH), "hidden")
            .addVertex("ofLeft", new UnstackVertex(0, 2), "embedding")
            .addVertex("ofRight", new UnstackVertex(1, 2), "embedding")
            .addVertex(
                "difference",
                new ElementWiseVertex(ElementWiseVertex.Op.Subtract),
                "ofLeft",
                "ofRight")
            .layer("alike", output(LossFunction.XENT, 1, Activation.SIGMOID), "difference")
            .setOutputs("alike");
    return Example.of(
        "siamese: whether two samples are alike",
        net.build(),
        i ->
            new MultiDataSet(
                new INDArray[] {gaussian(i, SIZE, 8), gaussian(20 + i, SIZE, 8)},
                new INDArray[] {oneHot(i, SIZE, 2).getColumn(0).reshape(SIZE, 1).dup()}));
  }

  /** Schroff et al. 2015. */
  private static Example triplets() {
    GraphBuilder net =
        base(new Adam(0.01))
            .graphBuilder()
            .addInputs("anchor", "positive", "negative")
            .setInputTypes(
                InputType.feedForward(8), InputType.feedForward(8), InputType.feedForward(8))
            .addVertex("stacked", new StackVertex(), "anchor", "positive", "negative")
            .layer("hidden", dense(10, Activation.RELU), "stacked")
            .layer("embedding", dense(5, Activation.IDENTITY), "hidden")
            .addVertex("unitLength", new L2NormalizeVertex(), "embedding")
            .addVertex("ofAnchor", new UnstackVertex(0, 3), "unitLength")
            .addVertex("ofPositive", new UnstackVertex(1, 3), "unitLength")
            .addVertex("ofNegative", new UnstackVertex(2, 3), "unitLength")
            .addVertex("near", new L2Vertex(), "ofAnchor", "ofPositive")
            .addVertex("far", new L2Vertex(), "ofAnchor", "ofNegative")
            .addVertex("distances", new MergeVertex(), "near", "far")
            .layer("farther", softmax(2), "distances")
            .setOutputs("farther");
    return Example.of(
        "triplets: distances of shared embeddings",
        net.build(),
        i ->
            new MultiDataSet(
                new INDArray[] {
                  gaussian(i, SIZE, 8), gaussian(20 + i, SIZE, 8), gaussian(40 + i, SIZE, 8)
                },
                new INDArray[] {oneHot(i, SIZE, 2)}));
  }
}
