package org.dl4jlab.concepts;

import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * A kernel of 3x3x1 that walks over an input of 5x5x1, stride 1, padding same: what it multiplies
 * and adds at each of the 25 places. As in every deep-learning library, the kernel is not flipped.
 *
 * @param padded the input with a border of zeros, {@code [7][7]}
 * @param output {@code [5][5]}
 */
public record ConvolutionSteps(
    double[][] input, double[][] kernel, double[][] padded, double[][] output, List<Step> steps) {

  /** Figure 1.1 of Dumoulin and Visin, <i>A guide to convolution arithmetic</i>, 2016. */
  private static final double[][] INPUT = {
    {3, 3, 2, 1, 0}, {0, 0, 1, 3, 1}, {3, 1, 2, 2, 3}, {2, 0, 0, 2, 2}, {2, 0, 0, 0, 1}
  };

  private static final double[][] KERNEL = {{0, 1, 2}, {2, 2, 0}, {0, 1, 2}};

  /**
   * One place of the kernel.
   *
   * @param row of the output, and of the padded input under the kernel's upper edge
   * @param window of the padded input, {@code [3][3]}
   * @param products of window and kernel, number by number
   * @param sum what the layer answers here
   */
  public record Step(int row, int column, double[][] window, double[][] products, double sum) {}

  public static ConvolutionSteps example() {
    return of(INPUT, KERNEL);
  }

  /** Any input, and a square kernel with an odd number of rows. */
  public static ConvolutionSteps of(double[][] input, double[][] kernel) {
    int height = input.length;
    int width = input[0].length;
    int size = kernel.length;
    INDArray weights = Nd4j.createFromArray(kernel);
    SmallGraph convolution =
        new SmallGraph(
                InputType.convolutional(height, width, 1),
                new ConvolutionLayer.Builder(size, size)
                    .nIn(1)
                    .nOut(1)
                    .stride(1, 1)
                    .convolutionMode(ConvolutionMode.Same)
                    .hasBias(false)
                    .build())
            .with(0, "W", weights.reshape(1, 1, size, size));
    double[][] output = SmallGraph.channel(convolution.output(SmallGraph.image(input)), 0);

    int[] border = {size / 2, size / 2};
    INDArray padded = Nd4j.pad(Nd4j.createFromArray(input), new int[][] {border, border});
    List<Step> steps = new ArrayList<>();
    for (int row = 0; row < height; row++) {
      for (int column = 0; column < width; column++) {
        INDArray window =
            padded.get(
                NDArrayIndex.interval(row, row + size),
                NDArrayIndex.interval(column, column + size));
        steps.add(
            new Step(
                row,
                column,
                window.toDoubleMatrix(),
                window.mul(weights).toDoubleMatrix(),
                output[row][column]));
      }
    }
    return new ConvolutionSteps(input, kernel, padded.toDoubleMatrix(), output, steps);
  }
}
