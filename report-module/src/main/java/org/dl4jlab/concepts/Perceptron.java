package org.dl4jlab.concepts;

import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * One unit: the inputs times their weights, added to the bias, through a sigmoid (Rosenblatt 1958
 * had a step in its place).
 *
 * @param products of inputs and weights, number by number
 * @param sum of the products and the bias
 * @param activation sigmoid of the sum
 */
public record Perceptron(
    double[] inputs,
    double[] weights,
    double bias,
    double[] products,
    double sum,
    double activation) {

  public static Perceptron example() {
    return of(new double[] {1, 0.5, -1}, new double[] {0.8, -0.4, 0.2}, 0.1);
  }

  public static Perceptron of(double[] inputs, double[] weights, double bias) {
    int n = inputs.length;
    SmallGraph unit =
        new SmallGraph(
                InputType.feedForward(n),
                new DenseLayer.Builder().nIn(n).nOut(1).build(),
                new ActivationLayer(Activation.SIGMOID))
            .with(0, "W", Nd4j.createFromArray(weights).reshape(n, 1))
            .with(0, "b", Nd4j.createFromArray(bias).reshape(1, 1));
    INDArray x = Nd4j.createFromArray(inputs).reshape(1, n);
    return new Perceptron(
        inputs,
        weights,
        bias,
        Nd4j.createFromArray(inputs).mul(Nd4j.createFromArray(weights)).toDoubleVector(),
        unit.activation(0, x, false).getDouble(0, 0),
        unit.output(x).getDouble(0, 0));
  }
}
