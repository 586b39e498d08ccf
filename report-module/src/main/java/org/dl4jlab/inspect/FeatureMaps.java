package org.dl4jlab.inspect;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dl4jlab.UserException;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * What a layer answers to one image: a map for each filter of a convolution, a single number for
 * each unit of a dense layer.
 *
 * @param layer the layer's name
 * @param maps {@code [filters][height][width]}, or {@code [units][1][1]}
 */
public record FeatureMaps(String layer, float[][][] maps) {

  private static final int IMAGE_RANK = 4;

  /** Least and largest value. */
  public record Range(float least, float largest) {}

  /** The names of a network's convolutions or, where it has none, of its hidden dense layers. */
  public static List<String> layersToShow(ComputationGraph graph) {
    List<String> convolutions = layersOf(graph, ConvolutionLayer.class);
    return convolutions.isEmpty() ? layersOf(graph, DenseLayer.class) : convolutions;
  }

  private static List<String> layersOf(ComputationGraph graph, Class<? extends Layer> type) {
    return Arrays.stream(graph.getLayers())
        .map(layer -> layer.conf().getLayer())
        .filter(type::isInstance)
        .map(Layer::getLayerName)
        .toList();
  }

  /**
   * Runs the network up to the layer.
   *
   * @param image {@code [1, channels, height, width]}, 0 to 1
   * @throws UserException when there is no such layer, or the image does not fit the network
   */
  public static FeatureMaps of(ComputationGraph graph, String layer, INDArray image) {
    List<String> names = layersOf(graph, Layer.class);
    int index = names.indexOf(layer);
    if (index < 0) {
      throw new UserException(
          "The network has no layer '%s'; its layers are %s"
              .formatted(layer, String.join(", ", names)));
    }
    INDArray activation = activation(graph, index, layer, image);
    boolean images = activation.rank() == IMAGE_RANK;
    int count = (int) activation.size(1);
    int height = images ? (int) activation.size(2) : 1;
    int width = images ? (int) activation.size(3) : 1;
    return new FeatureMaps(layer, Filters.split(activation, 1, count, height, width)[0]);
  }

  /** No layer behind it runs: DL4J lets activation layers write over their input. */
  private static INDArray activation(
      ComputationGraph graph, int index, String layer, INDArray image) {
    try {
      return graph.feedForward(new INDArray[] {image.dup()}, index, false).get(layer).dup();
    } catch (RuntimeException e) {
      throw new UserException(
          "The network does not fit images of %d x %d x %d: %s"
              .formatted(
                  image.size(2),
                  image.size(3),
                  image.size(1),
                  String.valueOf(e.getMessage()).lines().findFirst().orElse("")),
          e);
    }
  }

  /** {@code [maps, height, width]}. */
  public List<Integer> shape() {
    return List.of(maps.length, maps[0].length, maps[0][0].length);
  }

  public Range range(int map) {
    float least = Float.POSITIVE_INFINITY;
    float largest = Float.NEGATIVE_INFINITY;
    for (float[] row : maps[map]) {
      for (float value : row) {
        least = Math.min(least, value);
        largest = Math.max(largest, value);
      }
    }
    return new Range(least, largest);
  }

  /** Over all maps. */
  public Range range() {
    List<Range> ranges = IntStream.range(0, maps.length).mapToObj(this::range).toList();
    return new Range(
        (float) ranges.stream().mapToDouble(Range::least).min().orElseThrow(),
        (float) ranges.stream().mapToDouble(Range::largest).max().orElseThrow());
  }
}
