package org.dl4jlab.concepts;

import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Two filters of 3x3x1 over a grey image, padding same: each answers to edges of one direction
 * (Prewitt 1970).
 *
 * @param image {@code [height][width]}, 0 black to 1 white
 */
public record EdgeFilters(double[][] image, List<Edge> edges) {

  private static final double[][] VERTICAL = {{-1, 0, 1}, {-1, 0, 1}, {-1, 0, 1}};
  private static final double[][] HORIZONTAL = {{-1, -1, -1}, {0, 0, 0}, {1, 1, 1}};

  /**
   * One filter and its answer.
   *
   * @param name the direction of the edges
   * @param kernel {@code [3][3]}
   * @param output as large as the image
   * @param strongest the answer that is farthest from 0, the border apart
   */
  public record Edge(String name, double[][] kernel, double[][] output, Peak strongest) {}

  /** A place and its value; rows and columns from 0. */
  public record Peak(int row, int column, double value) {}

  public static EdgeFilters over(double[][] image) {
    SmallGraph filters =
        new SmallGraph(
                InputType.convolutional(image.length, image[0].length, 1),
                new ConvolutionLayer.Builder(3, 3)
                    .nIn(1)
                    .nOut(2)
                    .convolutionMode(ConvolutionMode.Same)
                    .hasBias(false)
                    .build())
            .with(0, "W", Nd4j.createFromArray(new double[][][][] {{VERTICAL}, {HORIZONTAL}}));
    INDArray output = filters.output(SmallGraph.image(image));
    List<Edge> edges = new ArrayList<>();
    edges.add(edge("vertical", VERTICAL, SmallGraph.channel(output, 0)));
    edges.add(edge("horizontal", HORIZONTAL, SmallGraph.channel(output, 1)));
    return new EdgeFilters(image, List.copyOf(edges));
  }

  private static Edge edge(String name, double[][] kernel, double[][] output) {
    return new Edge(name, kernel, output, strongest(output));
  }

  /** At the border the padding's zeros make edges that are not the image's. */
  private static Peak strongest(double[][] output) {
    Peak best = new Peak(1, 1, output[1][1]);
    for (int row = 1; row < output.length - 1; row++) {
      for (int column = 1; column < output[row].length - 1; column++) {
        if (Math.abs(output[row][column]) > Math.abs(best.value())) {
          best = new Peak(row, column, output[row][column]);
        }
      }
    }
    return best;
  }
}
