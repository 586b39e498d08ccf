package org.dl4jlab.concepts;

import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Sgd;

/**
 * A graph of one layer or a few, in double precision, so that its numbers are those of a
 * calculation by hand.
 */
final class SmallGraph {

  private static final String INPUT = "input";

  private final ComputationGraph graph;

  /** A chain of layers named {@code 0}, {@code 1} and so on; trained, it learns by plain SGD. */
  SmallGraph(InputType input, double learningRate, Layer... layers) {
    GraphBuilder builder =
        new NeuralNetConfiguration.Builder()
            .dataType(DataType.DOUBLE)
            .activation(Activation.IDENTITY)
            .updater(new Sgd(learningRate))
            .graphBuilder()
            .addInputs(INPUT)
            .setInputTypes(input);
    for (int i = 0; i < layers.length; i++) {
      builder.layer(name(i), layers[i], i == 0 ? INPUT : name(i - 1));
    }
    graph = new ComputationGraph(builder.setOutputs(name(layers.length - 1)).build());
    graph.init();
  }

  SmallGraph(InputType input, Layer... layers) {
    this(input, 0, layers);
  }

  private static String name(int layer) {
    return String.valueOf(layer);
  }

  SmallGraph with(int layer, String parameter, INDArray value) {
    graph.getLayer(name(layer)).setParam(parameter, value);
    return this;
  }

  INDArray parameter(int layer, String parameter) {
    return graph.getLayer(name(layer)).getParam(parameter).dup();
  }

  /** What a layer answers. Layers behind it do not run: DL4J lets them write over their input. */
  INDArray activation(int layer, INDArray input, boolean training) {
    return graph.feedForward(new INDArray[] {input.dup()}, layer, training).get(name(layer)).dup();
  }

  INDArray output(INDArray input) {
    return activation(graph.getNumLayers() - 1, input, false);
  }

  /** Forward and backward, without an update. */
  void backpropagate(INDArray input, INDArray labels) {
    graph.setInputs(input);
    graph.setLabels(labels);
    graph.computeGradientAndScore();
  }

  INDArray gradient(int layer, String parameter) {
    return graph.gradient().getGradientFor(name(layer) + "_" + parameter).dup();
  }

  /** The loss of the last pass. */
  double loss() {
    return graph.score();
  }

  void fit(INDArray input, INDArray labels) {
    graph.fit(new INDArray[] {input}, new INDArray[] {labels});
  }

  /** An image of one channel as a batch of one: {@code [1, 1, height, width]}. */
  static INDArray image(double[][] pixels) {
    return Nd4j.createFromArray(new double[][][][] {{pixels}});
  }

  /** One channel of the first image of a batch. */
  static double[][] channel(INDArray images, int channel) {
    return images.slice(0).slice(channel).toDoubleMatrix();
  }
}
