package org.dl4jlab.inspect;

import java.util.Arrays;
import java.util.List;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dl4jlab.UserException;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The weights with which a network's first layer looks at an image: a convolution's filters, or the
 * weights of a dense layer's units, each put back into the image's shape.
 *
 * @param layer the layer's name
 * @param weights {@code [filters][channels][height][width]}
 */
public record Filters(String layer, float[][][][] weights) {

  private static final String WEIGHTS = "W";
  private static final int CONVOLUTION_RANK = 4;

  /**
   * @param channels colour planes of the network's images, with their height and width
   * @throws UserException when the network has another kind of first layer, or is made for images
   *     of another shape
   */
  public static Filters ofFirstLayer(ComputationGraph graph, int channels, int height, int width) {
    Layer first = graph.getLayer(0);
    String name = first.conf().getLayer().getLayerName();
    INDArray weights = first.paramTable().get(WEIGHTS);
    if (weights == null) {
      throw new UserException(
          "The network's first layer %s has no weights to draw; only convolutions and dense layers have filters"
              .formatted(name));
    }
    boolean convolution = weights.rank() == CONVOLUTION_RANK;
    long expected = convolution ? channels : (long) channels * height * width;
    long inputs = convolution ? weights.size(1) : weights.size(0);
    if (inputs != expected) {
      throw new UserException(
          "The network's first layer %s expects %,d %s, but images of %d x %d x %d have %,d"
              .formatted(
                  name,
                  inputs,
                  convolution ? "channels" : "numbers",
                  height,
                  width,
                  channels,
                  expected));
    }
    // A dense layer's weights are [inputs, units]; its inputs are the image's planes, row by row.
    int units = (int) (convolution ? weights.size(0) : weights.size(1));
    INDArray rows = convolution ? weights : weights.transpose();
    int rowsOfFilter = convolution ? (int) weights.size(2) : height;
    int columnsOfFilter = convolution ? (int) weights.size(3) : width;
    return new Filters(name, split(rows, units, channels, rowsOfFilter, columnsOfFilter));
  }

  /** The numbers of an array in C order as {@code [count][channels][height][width]}. */
  static float[][][][] split(INDArray array, int count, int channels, int height, int width) {
    float[] numbers = array.dup('c').data().asFloat();
    float[][][][] split = new float[count][channels][height][];
    int from = 0;
    for (float[][][] planes : split) {
      for (float[][] plane : planes) {
        for (int row = 0; row < height; row++) {
          plane[row] = Arrays.copyOfRange(numbers, from, from + width);
          from += width;
        }
      }
    }
    return split;
  }

  public int count() {
    return weights.length;
  }

  /** {@code [channels, height, width]} of each filter. */
  public List<Integer> shape() {
    return List.of(weights[0].length, weights[0][0].length, weights[0][0][0].length);
  }

  /** The weight that is farthest from 0, without its sign. */
  public float largest(int filter) {
    float largest = 0;
    for (float[][] plane : weights[filter]) {
      for (float[] row : plane) {
        for (float weight : row) {
          largest = Math.max(largest, Math.abs(weight));
        }
      }
    }
    return largest;
  }
}
