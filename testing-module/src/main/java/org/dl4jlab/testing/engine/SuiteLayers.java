package org.dl4jlab.testing.engine;

import java.util.List;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.Convolution1DLayer;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** The layers of the suite's networks, and configurations of a few of them. */
final class SuiteLayers {

  private SuiteLayers() {}

  /**
   * Far above rounding errors, so that Adam does not make steps of gradients that are nothing else.
   */
  private static final double EPSILON = 1e-5;

  static IUpdater adam(double learningRate) {
    return new Adam(
        learningRate,
        Adam.DEFAULT_ADAM_BETA1_MEAN_DECAY,
        Adam.DEFAULT_ADAM_BETA2_VAR_DECAY,
        EPSILON);
  }

  static NeuralNetConfiguration.Builder base(IUpdater updater, double l2) {
    return new NeuralNetConfiguration.Builder()
        .seed(7)
        .updater(updater)
        .l2(l2)
        .weightInit(WeightInit.XAVIER_UNIFORM)
        .activation(Activation.IDENTITY);
  }

  static ComputationGraphConfiguration chain(
      NeuralNetConfiguration.Builder base, InputType input, List<Layer> layers, Layer last) {
    GraphBuilder graph = base.graphBuilder().addInputs("input").setInputTypes(input);
    String before = "input";
    for (int i = 0; i < layers.size(); i++) {
      graph.layer("layer" + i, layers.get(i), before);
      before = "layer" + i;
    }
    return graph.layer("output", last, before).setOutputs("output").build();
  }

  static Layer softmax(int classes) {
    return new OutputLayer.Builder(LossFunction.MCXENT)
        .nOut(classes)
        .activation(Activation.SOFTMAX)
        .build();
  }

  static Layer conv(int filters, int kernel, int stride, ConvolutionMode mode) {
    return new ConvolutionLayer.Builder(kernel, kernel)
        .nOut(filters)
        .stride(stride, stride)
        .convolutionMode(mode)
        .build();
  }

  static Layer dilated(int filters) {
    return new ConvolutionLayer.Builder(3, 2)
        .nOut(filters)
        .dilation(2, 2)
        .convolutionMode(ConvolutionMode.Same)
        .build();
  }

  static Layer padded(int filters, int kernel, int stride, int padding) {
    return new ConvolutionLayer.Builder(kernel, kernel)
        .nOut(filters)
        .stride(stride, stride)
        .padding(padding, padding)
        .convolutionMode(ConvolutionMode.Truncate)
        .build();
  }

  static Layer noBias() {
    return new ConvolutionLayer.Builder(3, 3)
        .nOut(6)
        .hasBias(false)
        .convolutionMode(ConvolutionMode.Same)
        .build();
  }

  static Layer pool(PoolingType type, int kernel, int stride) {
    return new SubsamplingLayer.Builder(type)
        .kernelSize(kernel, kernel)
        .stride(stride, stride)
        .convolutionMode(ConvolutionMode.Same)
        .build();
  }

  static Layer global(PoolingType type) {
    return new GlobalPoolingLayer.Builder(type).build();
  }

  static Layer norm() {
    return new BatchNormalization.Builder().decay(0.8).eps(1e-3).useLogStd(false).build();
  }

  static Layer act(Activation activation) {
    return new ActivationLayer(activation);
  }

  static Layer dense(int units, Activation activation) {
    return new DenseLayer.Builder().nOut(units).activation(activation).build();
  }

  static Layer windows(int taps, int filters, Activation activation) {
    return windows(taps, filters).activation(activation).build();
  }

  static Layer windowsWithoutBias(int taps, int filters) {
    return windows(taps, filters).hasBias(false).build();
  }

  private static Convolution1DLayer.Builder windows(int taps, int filters) {
    return new Convolution1DLayer.Builder(taps)
        .nOut(filters)
        .convolutionMode(ConvolutionMode.Truncate);
  }
}
