package org.dl4jlab.testing.engine;

import static org.dl4jlab.testing.engine.SuiteLayers.base;
import static org.dl4jlab.testing.engine.SuiteLayers.chain;
import static org.dl4jlab.testing.engine.SuiteLayers.conv;
import static org.dl4jlab.testing.engine.SuiteLayers.dense;
import static org.dl4jlab.testing.engine.SuiteLayers.softmax;

import java.util.List;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Two small layers and an output, to be trained in any way. */
final class SmallNetworks {

  private SmallNetworks() {}

  static NetworkCase softmaxNetwork(String name, NeuralNetConfiguration.Builder base) {
    return features(name, base, dense(9, Activation.TANH), softmax(4), 4, true);
  }

  static NetworkCase regression(String name, NeuralNetConfiguration.Builder base, Layer first) {
    Layer last =
        new OutputLayer.Builder(LossFunction.MSE).nOut(3).activation(Activation.IDENTITY).build();
    return features(name, base, first, last, 3, false);
  }

  private static NetworkCase features(
      String name,
      NeuralNetConfiguration.Builder base,
      Layer first,
      Layer last,
      int outputs,
      boolean oneHot) {
    return NetworkCase.of(
        name,
        chain(base, InputType.feedForward(7), List.of(first, dense(6, Activation.SIGMOID)), last),
        new int[] {7},
        outputs,
        oneHot);
  }

  /** Its first units never fire, so their weights stay, and those that are 0 behind them. */
  static NetworkCase silent(String name, NeuralNetConfiguration.Builder base) {
    Layer first =
        new DenseLayer.Builder().nOut(9).activation(Activation.RELU).biasInit(-100).build();
    Layer zeros = new DenseLayer.Builder().nOut(6).weightInit(WeightInit.ZERO).build();
    return NetworkCase.of(
        name,
        chain(base, InputType.feedForward(7), List.of(first, zeros), softmax(4)),
        new int[] {7},
        4,
        true);
  }

  /** Filters, which an engine may keep in blocks with room between them. */
  static NetworkCase images(String name, NeuralNetConfiguration.Builder base) {
    return NetworkCase.of(
        name,
        chain(
            base,
            InputType.convolutional(8, 7, 3),
            List.of(conv(5, 3, 1, ConvolutionMode.Same), dense(6, Activation.TANH)),
            softmax(4)),
        new int[] {3, 8, 7},
        4,
        true);
  }
}
