package org.dl4jlab.program;

import java.util.function.Consumer;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.Convolution1DLayer;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Small graphs, initialised, with the vertex {@code output} at their end. */
final class Graphs {

  private Graphs() {}

  /** Adds vertices from {@code input} to {@code last}. */
  static ComputationGraph of(InputType input, Consumer<GraphBuilder> vertices) {
    GraphBuilder builder =
        new NeuralNetConfiguration.Builder()
            .seed(1)
            .updater(new Adam(0.1))
            .activation(Activation.IDENTITY)
            .graphBuilder()
            .addInputs("input");
    vertices.accept(builder);
    Layer output =
        new OutputLayer.Builder(LossFunction.MCXENT).nOut(2).activation(Activation.SOFTMAX).build();
    builder.setInputTypes(input).layer("output", output, "last").setOutputs("output");
    ComputationGraph graph = new ComputationGraph(builder.build());
    graph.init();
    return graph;
  }

  static InputType images() {
    return InputType.convolutional(6, 6, 3);
  }

  static Layer conv(Activation activation) {
    return new ConvolutionLayer.Builder(3, 3)
        .nOut(4)
        .convolutionMode(ConvolutionMode.Same)
        .activation(activation)
        .build();
  }

  static Layer dense(Activation activation) {
    return new DenseLayer.Builder().nOut(5).activation(activation).build();
  }

  static Layer overWords(int taps, Activation activation) {
    return new Convolution1DLayer.Builder(taps)
        .nOut(4)
        .convolutionMode(ConvolutionMode.Truncate)
        .activation(activation)
        .build();
  }

  static Layer globalMaximum() {
    return new GlobalPoolingLayer.Builder(PoolingType.MAX).build();
  }
}
