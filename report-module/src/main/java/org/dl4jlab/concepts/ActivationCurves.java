package org.dl4jlab.concepts;

import java.util.stream.IntStream;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.dl4jlab.nets.Keras;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.activations.impl.ActivationLReLU;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * ReLU, {@code max(0, x)}, and LeakyReLU with Keras' slope of 0.3, {@code max(0.3 x, x)} (Maas et
 * al. 2013).
 *
 * @param x {@code [points]}
 */
public record ActivationCurves(double[] x, double[] relu, double[] leakyRelu) {

  private static final int STEPS = 80;
  private static final double FARTHEST = 4;

  /** Points near enough to each other for a curve from -4 to 4. */
  public static ActivationCurves curves() {
    return at(
        IntStream.rangeClosed(-STEPS, STEPS).mapToDouble(i -> FARTHEST * i / STEPS).toArray());
  }

  /** The points whose numbers stand in the picture. */
  public static ActivationCurves points() {
    return at(-4, -2, -1, -0.5, 0, 0.5, 1, 2, 4);
  }

  public static ActivationCurves at(double... x) {
    INDArray points = Nd4j.createFromArray(x).reshape(x.length, 1);
    return new ActivationCurves(
        x,
        apply(new ActivationLayer(Activation.RELU), points),
        apply(new ActivationLayer(new ActivationLReLU(Keras.LEAKY_RELU_SLOPE)), points));
  }

  private static double[] apply(ActivationLayer layer, INDArray points) {
    return new SmallGraph(InputType.feedForward(1), layer).output(points).data().asDouble();
  }
}
