package org.dl4jlab.concepts;

import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.dl4jlab.nets.Keras;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * What batch normalization does to one unit's numbers in a batch (Ioffe and Szegedy 2015): {@code
 * (x - mean) / sqrt(variance + 0.001)}, then times gamma plus beta, which are learnt.
 */
public record NormalizedBatch(
    double gamma, double beta, Distribution before, Distribution normalized, Distribution scaled) {

  private static final int BATCH = 1000;
  private static final long SEED = 42;

  /**
   * Numbers of a batch.
   *
   * @param deviation the population's: the mean of the squares, not divided by one less
   */
  public record Distribution(double[] values, double mean, double deviation) {

    static Distribution of(INDArray values) {
      return new Distribution(
          values.dup().data().asDouble(),
          values.meanNumber().doubleValue(),
          values.stdNumber(false).doubleValue());
    }
  }

  /** A thousand numbers that lean to one side, far from 0. */
  public static NormalizedBatch example() {
    Nd4j.getRandom().setSeed(SEED);
    INDArray normal = Nd4j.randn(DataType.DOUBLE, BATCH, 4);
    INDArray leaning = normal.mul(normal).sum(1).muli(0.6).addi(2);
    return of(leaning.toDoubleVector(), 0.5, 2);
  }

  public static NormalizedBatch of(double[] values, double gamma, double beta) {
    INDArray batch = Nd4j.createFromArray(values).reshape(values.length, 1);
    return new NormalizedBatch(
        gamma,
        beta,
        Distribution.of(batch),
        Distribution.of(layer(1, 0).activation(0, batch, true)),
        Distribution.of(layer(gamma, beta).activation(0, batch, true)));
  }

  private static SmallGraph layer(double gamma, double beta) {
    BatchNormalization layer = Keras.batchNorm();
    layer.setNIn(1);
    layer.setNOut(1);
    return new SmallGraph(InputType.feedForward(1), layer)
        .with(0, "gamma", Nd4j.createFromArray(gamma).reshape(1, 1))
        .with(0, "beta", Nd4j.createFromArray(beta).reshape(1, 1));
  }
}
