package org.dl4jlab.nets;

import static org.dl4jlab.nets.Keras.conv;

import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/**
 * Two convolutions with stride 2: 15,120 parameters on CIFAR-10. The convolutions have no
 * activation, as in the lecture.
 */
public final class SmallCnn {

  private SmallCnn() {}

  /** Input {@code [batch, channels, height, width]}, output {@code [batch, classes]}. */
  public static ComputationGraphConfiguration configuration(NetworkOptions options) {
    return Keras.graph(options.learningRate(), options.seed())
        .addInputs("input")
        .setInputTypes(
            InputType.convolutional(options.height(), options.width(), options.channels()))
        .layer("conv2d_1", conv(options.channels(), 10, 4, 2), "input")
        .layer("conv2d_2", conv(10, 20, 3, 2), "conv2d_1")
        .layer(
            "dense",
            new OutputLayer.Builder(LossFunction.MCXENT)
                .nOut(options.classes())
                .activation(Activation.SOFTMAX)
                .build(),
            "conv2d_2")
        .setOutputs("dense")
        .build();
  }
}
