package org.dl4jlab.nets;

import static org.dl4jlab.nets.Keras.batchNorm;
import static org.dl4jlab.nets.Keras.conv;
import static org.dl4jlab.nets.Keras.dropout;
import static org.dl4jlab.nets.Keras.leakyRelu;

import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/**
 * Four convolutions and a dense layer, each with batch normalization (Ioffe and Szegedy 2015) and
 * LeakyReLU, dropout before the last layer: 592,554 parameters on CIFAR-10.
 */
public final class BatchNormCnn {

  private BatchNormCnn() {}

  /** Input {@code [batch, channels, height, width]}, output {@code [batch, classes]}. */
  public static ComputationGraphConfiguration configuration(NetworkOptions options) {
    return Keras.graph(options.learningRate(), options.seed())
        .addInputs("input")
        .setInputTypes(
            InputType.convolutional(options.height(), options.width(), options.channels()))
        .layer("conv2d_1", conv(options.channels(), 32, 3, 1), "input")
        .layer("batch_normalization_1", batchNorm(), "conv2d_1")
        .layer("leaky_relu_1", leakyRelu(), "batch_normalization_1")
        .layer("conv2d_2", conv(32, 32, 3, 2), "leaky_relu_1")
        .layer("batch_normalization_2", batchNorm(), "conv2d_2")
        .layer("leaky_relu_2", leakyRelu(), "batch_normalization_2")
        .layer("conv2d_3", conv(32, 64, 3, 1), "leaky_relu_2")
        .layer("batch_normalization_3", batchNorm(), "conv2d_3")
        .layer("leaky_relu_3", leakyRelu(), "batch_normalization_3")
        .layer("conv2d_4", conv(64, 64, 3, 2), "leaky_relu_3")
        .layer("batch_normalization_4", batchNorm(), "conv2d_4")
        .layer("leaky_relu_4", leakyRelu(), "batch_normalization_4")
        .layer("dense_1", new DenseLayer.Builder().nOut(128).build(), "leaky_relu_4")
        .layer("batch_normalization_5", batchNorm(), "dense_1")
        .layer("leaky_relu_5", leakyRelu(), "batch_normalization_5")
        .layer("dropout", dropout(0.5), "leaky_relu_5")
        .layer("dense_2", new DenseLayer.Builder().nOut(options.classes()).build(), "dropout")
        .layer(
            "softmax",
            new LossLayer.Builder(LossFunction.MCXENT).activation(Activation.SOFTMAX).build(),
            "dense_2")
        .setOutputs("softmax")
        .build();
  }
}
