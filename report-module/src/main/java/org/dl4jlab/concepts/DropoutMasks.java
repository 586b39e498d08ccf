package org.dl4jlab.concepts;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.dl4jlab.nets.Keras;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Dropout in training (Srivastava et al. 2014): each activation becomes 0 with the probability
 * {@code rate}; the others are divided by {@code 1 - rate}, so that their sum stays the same on
 * average and prediction needs no dropout at all.
 *
 * @param activations {@code [rows][columns]} of one layer, drawn as a table
 */
public record DropoutMasks(double[][] activations, List<Rate> rates) {

  private static final double[][] ACTIVATIONS = {
    {0.2, 1.4, 0.6, 1, 0.4}, {0.8, 0.4, 1.2, 0.6, 1.8}, {1.6, 0.2, 1, 2.2, 2}
  };

  private static final int DRAWS = 3;
  private static final long SEED = 7;

  /**
   * Draws with one rate.
   *
   * @param rate the fraction dropped
   * @param scale by which the others are multiplied
   * @param draws each {@code [rows][columns]}
   */
  public record Rate(double rate, double scale, List<double[][]> draws) {

    /** How many activations of a draw are not dropped. */
    public long kept(int draw) {
      return Arrays.stream(draws.get(draw))
          .flatMapToDouble(Arrays::stream)
          .filter(value -> value != 0)
          .count();
    }
  }

  /** Three draws each at 0.5 and at 0.2. */
  public static DropoutMasks example() {
    return of(ACTIVATIONS, SEED, 0.5, 0.2);
  }

  /**
   * @param activations without zeros, which could not be told from dropped ones
   * @param seed of the draws
   */
  public static DropoutMasks of(double[][] activations, long seed, double... rates) {
    int rows = activations.length;
    int columns = activations[0].length;
    INDArray input = Nd4j.createFromArray(activations).reshape(1, rows * columns);
    Nd4j.getRandom().setSeed(seed);
    List<Rate> drawn = new ArrayList<>();
    for (double rate : rates) {
      SmallGraph dropout =
          new SmallGraph(InputType.feedForward(rows * columns), Keras.dropout(rate));
      List<double[][]> draws = new ArrayList<>();
      for (int i = 0; i < DRAWS; i++) {
        draws.add(dropout.activation(0, input, true).reshape(rows, columns).toDoubleMatrix());
      }
      drawn.add(new Rate(rate, 1 / (1 - rate), draws));
    }
    return new DropoutMasks(activations, drawn);
  }
}
