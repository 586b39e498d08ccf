package org.dl4jlab.concepts;

import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.dl4jlab.nets.Keras;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.activations.impl.ActivationLReLU;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/**
 * One step of gradient descent on a net of two layers (Rumelhart, Hinton and Williams 1986): two
 * inputs, two hidden units with LeakyReLU(0.3), one linear output, squared error.
 *
 * @param x {@code [2]}
 * @param target what the output should be
 * @param loss {@code (output - target)²}
 * @param gradients of the loss with respect to each parameter
 * @param after the parameters less the learning rate times their gradients
 * @param lossAfter of the same input with the new parameters
 */
public record BackpropagationStep(
    double[] x,
    double target,
    double learningRate,
    Parameters before,
    Forward forward,
    double loss,
    Parameters gradients,
    Parameters after,
    double lossAfter) {

  private static final int HIDDEN = 0;
  private static final int OUTPUT = 2;
  private static final int UNITS = 2;

  /**
   * Weights and biases, or numbers that belong to each of them.
   *
   * @param hiddenWeights {@code [unit][input]}
   * @param hiddenBiases {@code [unit]}
   * @param outputWeights {@code [unit]}
   */
  public record Parameters(
      double[][] hiddenWeights, double[] hiddenBiases, double[] outputWeights, double outputBias) {}

  /**
   * What the layers answer.
   *
   * @param sums of the hidden units, before the activation
   * @param slopes of the activation function at the sums
   */
  public record Forward(double[] sums, double[] activations, double[] slopes, double output) {}

  public static BackpropagationStep example() {
    return of(
        new double[] {1, 2},
        0.5,
        0.1,
        new Parameters(
            new double[][] {{0.5, 0.25}, {0.2, -0.4}},
            new double[] {0, 0.1},
            new double[] {0.75, -1},
            0.1));
  }

  public static BackpropagationStep of(
      double[] x, double target, double learningRate, Parameters parameters) {
    SmallGraph net = net(x.length, learningRate, parameters);
    INDArray input = Nd4j.createFromArray(x).reshape(1, x.length);
    INDArray label = Nd4j.createFromArray(target).reshape(1, 1);
    INDArray sums = net.activation(HIDDEN, input, false);
    Forward forward =
        new Forward(
            sums.data().asDouble(),
            net.activation(HIDDEN + 1, input, false).data().asDouble(),
            leakyRelu().backprop(sums.dup(), Nd4j.onesLike(sums)).getFirst().data().asDouble(),
            net.output(input).getDouble(0, 0));
    net.backpropagate(input, label);
    double loss = net.loss();
    Parameters gradients =
        parameters(
            net.gradient(HIDDEN, "W"), net.gradient(HIDDEN, "b"),
            net.gradient(OUTPUT, "W"), net.gradient(OUTPUT, "b"));
    net.fit(input, label);
    Parameters after =
        parameters(
            net.parameter(HIDDEN, "W"), net.parameter(HIDDEN, "b"),
            net.parameter(OUTPUT, "W"), net.parameter(OUTPUT, "b"));
    net.backpropagate(input, label);
    return new BackpropagationStep(
        x, target, learningRate, parameters, forward, loss, gradients, after, net.loss());
  }

  private static SmallGraph net(int inputs, double learningRate, Parameters parameters) {
    return new SmallGraph(
            InputType.feedForward(inputs),
            learningRate,
            new DenseLayer.Builder().nIn(inputs).nOut(UNITS).build(),
            new ActivationLayer(leakyRelu()),
            new OutputLayer.Builder(LossFunction.MSE)
                .nIn(UNITS)
                .nOut(1)
                .activation(Activation.IDENTITY)
                .build())
        .with(HIDDEN, "W", Nd4j.createFromArray(parameters.hiddenWeights()).transpose())
        .with(HIDDEN, "b", Nd4j.createFromArray(parameters.hiddenBiases()).reshape(1, UNITS))
        .with(OUTPUT, "W", Nd4j.createFromArray(parameters.outputWeights()).reshape(UNITS, 1))
        .with(OUTPUT, "b", Nd4j.createFromArray(parameters.outputBias()).reshape(1, 1));
  }

  private static ActivationLReLU leakyRelu() {
    return new ActivationLReLU(Keras.LEAKY_RELU_SLOPE);
  }

  /** From DL4J's shapes, {@code W [inputs, outputs]} and {@code b [1, outputs]}. */
  private static Parameters parameters(
      INDArray hiddenW, INDArray hiddenB, INDArray outputW, INDArray outputB) {
    return new Parameters(
        hiddenW.transpose().toDoubleMatrix(),
        hiddenB.reshape(UNITS).toDoubleVector(),
        outputW.reshape(UNITS).toDoubleVector(),
        outputB.getDouble(0));
  }
}
