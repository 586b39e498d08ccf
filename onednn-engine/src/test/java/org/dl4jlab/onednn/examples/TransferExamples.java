package org.dl4jlab.onednn.examples;

import static org.dl4jlab.onednn.examples.ExampleData.classified;
import static org.dl4jlab.onednn.examples.ExampleData.forGraph;
import static org.dl4jlab.onednn.examples.ExampleLayers.base;
import static org.dl4jlab.onednn.examples.ExampleLayers.conv;
import static org.dl4jlab.onednn.examples.ExampleLayers.dense;
import static org.dl4jlab.onednn.examples.ExampleLayers.maxPool;
import static org.dl4jlab.onednn.examples.ExampleLayers.softmax;

import java.util.List;
import java.util.function.IntFunction;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.transferlearning.FineTuneConfiguration;
import org.deeplearning4j.nn.transferlearning.TransferLearning;
import org.deeplearning4j.nn.transferlearning.TransferLearningHelper;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** What another network has learnt, kept for a new task. */
final class TransferExamples {

  private static final int WIDTH = 9;

  private static final IntFunction<MultiDataSet> FLOWERS = forGraph(classified(4, 5, 3, 16, 16));

  private TransferExamples() {}

  static List<Example> all() {
    return List.of(
        Example.of(
            "transfer: frozen convolutions, new dense layers", TransferExamples::network, FLOWERS),
        Example.of(
            "transfer: on featurised data",
            () -> featurizer().unfrozenGraph(),
            i -> (MultiDataSet) featurizer().featurize(FLOWERS.apply(i))));
  }

  private static TransferLearningHelper featurizer() {
    return new TransferLearningHelper(network());
  }

  private static ComputationGraph network() {
    return new TransferLearning.GraphBuilder(smallVgg())
        .fineTuneConfiguration(fineTuning())
        .setFeatureExtractor("pool2")
        .nOutReplace("dense2", WIDTH, WeightInit.XAVIER)
        .removeVertexKeepConnections("output")
        .addLayer(
            "output",
            new OutputLayer.Builder(LossFunction.NEGATIVELOGLIKELIHOOD)
                .nIn(WIDTH)
                .nOut(5)
                .activation(Activation.SOFTMAX)
                .build(),
            "dense2")
        .build();
  }

  private static FineTuneConfiguration fineTuning() {
    return new FineTuneConfiguration.Builder().updater(new Nesterovs(0.02, 0.9)).seed(123).build();
  }

  /** Simonyan and Zisserman 2015, of two blocks. */
  private static ComputationGraph smallVgg() {
    ComputationGraph network =
        new ComputationGraph(
            base(new Nesterovs(0.01, 0.9))
                .convolutionMode(ConvolutionMode.Same)
                .graphBuilder()
                .addInputs("input")
                .setInputTypes(InputType.convolutional(16, 16, 3))
                .layer("conv1a", conv(6, 3, 1, Activation.RELU), "input")
                .layer("conv1b", conv(6, 3, 1, Activation.RELU), "conv1a")
                .layer("pool1", maxPool(2, 2), "conv1b")
                .layer("conv2a", conv(8, 3, 1, Activation.RELU), "pool1")
                .layer("conv2b", conv(8, 3, 1, Activation.RELU), "conv2a")
                .layer("pool2", maxPool(2, 2), "conv2b")
                .layer("dense1", dense(20, Activation.RELU), "pool2")
                .layer("dense2", dense(12, Activation.RELU), "dense1")
                .layer("output", softmax(7), "dense2")
                .setOutputs("output")
                .build());
    network.init();
    return network;
  }
}
