package org.dl4jlab.concepts;

import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Max pooling of 2x2 with stride 2, which keeps the largest number of each window, and global max
 * pooling, which keeps the largest of a whole channel.
 *
 * @param input {@code [4][4]}
 * @param pooled {@code [2][2]}
 */
public record PoolingExample(double[][] input, double[][] pooled, double largest) {

  /** Rows and columns of a pooling window, and its stride. */
  public static final int WINDOW = 2;

  private static final double[][] INPUT = {{1, 3, 2, 0}, {5, 2, 1, 4}, {0, 1, 8, 6}, {2, -1, 3, 7}};

  public static PoolingExample example() {
    return of(INPUT);
  }

  /** Of an input with an even number of rows and columns. */
  public static PoolingExample of(double[][] input) {
    InputType type = InputType.convolutional(input.length, input[0].length, 1);
    INDArray image = SmallGraph.image(input);
    SmallGraph windows =
        new SmallGraph(
            type,
            new SubsamplingLayer.Builder(SubsamplingLayer.PoolingType.MAX)
                .kernelSize(WINDOW, WINDOW)
                .stride(WINDOW, WINDOW)
                .build());
    SmallGraph global = new SmallGraph(type, new GlobalPoolingLayer(PoolingType.MAX));
    return new PoolingExample(
        input, SmallGraph.channel(windows.output(image), 0), global.output(image).getDouble(0, 0));
  }
}
