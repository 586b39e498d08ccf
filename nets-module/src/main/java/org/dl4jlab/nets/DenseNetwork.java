package org.dl4jlab.nets;

import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Two hidden layers over the flattened image: 646,260 parameters on CIFAR-10. */
public final class DenseNetwork {

  private DenseNetwork() {}

  /** Input {@code [batch, channels, height, width]}, output {@code [batch, classes]}. */
  public static ComputationGraphConfiguration configuration(NetworkOptions options) {
    return Keras.graph(options.learningRate(), options.seed())
        .addInputs("input")
        .setInputTypes(
            InputType.convolutional(options.height(), options.width(), options.channels()))
        .layer("dense_1", dense(200), "input")
        .layer("dense_2", dense(150), "dense_1")
        .layer(
            "dense_3",
            new OutputLayer.Builder(LossFunction.MCXENT)
                .nOut(options.classes())
                .activation(Activation.SOFTMAX)
                .build(),
            "dense_2")
        .setOutputs("dense_3")
        .build();
  }

  private static DenseLayer dense(int units) {
    return new DenseLayer.Builder().nOut(units).activation(Activation.RELU).build();
  }
}
