package org.dl4jlab.onednn.examples;

import java.util.List;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration.ListBuilder;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** What many of the examples are made of. */
final class ExampleLayers {

  private ExampleLayers() {}

  static NeuralNetConfiguration.Builder base(IUpdater updater) {
    return new NeuralNetConfiguration.Builder()
        .seed(123)
        .updater(updater)
        .weightInit(WeightInit.XAVIER);
  }

  static MultiLayerConfiguration list(
      NeuralNetConfiguration.Builder base, InputType input, Layer... layers) {
    return open(base, layers).setInputType(input).build();
  }

  /** The same, to be gone on with. */
  static ListBuilder open(NeuralNetConfiguration.Builder base, Layer... layers) {
    ListBuilder list = base.list();
    List.of(layers).forEach(list::layer);
    return list;
  }

  static Layer dense(int units, Activation activation) {
    return new DenseLayer.Builder().nOut(units).activation(activation).build();
  }

  static Layer conv(int filters, int kernel, int stride, Activation activation) {
    return new ConvolutionLayer.Builder(kernel, kernel)
        .nOut(filters)
        .stride(stride, stride)
        .activation(activation)
        .build();
  }

  static Layer maxPool(int kernel, int stride) {
    return new SubsamplingLayer.Builder(SubsamplingLayer.PoolingType.MAX)
        .kernelSize(kernel, kernel)
        .stride(stride, stride)
        .build();
  }

  static Layer norm() {
    return new BatchNormalization.Builder().build();
  }

  static Layer lstm(int units) {
    return new LSTM.Builder().nOut(units).activation(Activation.TANH).build();
  }

  static Layer softmax(int classes) {
    return output(LossFunction.NEGATIVELOGLIKELIHOOD, classes, Activation.SOFTMAX);
  }

  static Layer output(LossFunction loss, int width, Activation activation) {
    return new OutputLayer.Builder(loss).nOut(width).activation(activation).build();
  }

  static Layer softmaxOfSteps(int classes) {
    return outputOfSteps(LossFunction.MCXENT, classes, Activation.SOFTMAX);
  }

  static Layer outputOfSteps(LossFunction loss, int width, Activation activation) {
    return new RnnOutputLayer.Builder(loss).nOut(width).activation(activation).build();
  }
}
