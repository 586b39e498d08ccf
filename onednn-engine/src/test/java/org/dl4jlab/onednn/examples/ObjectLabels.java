package org.dl4jlab.onednn.examples;

import java.util.Random;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Labels of a YOLO layer. */
final class ObjectLabels {

  private static final int CORNERS = 4;

  private ObjectLabels() {}

  /**
   * One object in each image: in the cell of its centre the corners of its box, in cells, and its
   * class.
   *
   * @return {@code [size, 4 + classes, cells, cells]}
   */
  static INDArray of(int seed, int size, int classes, int cells) {
    Random random = new Random(seed);
    INDArray labels = Nd4j.zeros(size, CORNERS + classes, cells, cells);
    for (int i = 0; i < size; i++) {
      int column = random.nextInt(cells);
      int row = random.nextInt(cells);
      double x = column + random.nextDouble();
      double y = row + random.nextDouble();
      double halfWidth = 0.3 + random.nextDouble();
      double halfHeight = 0.3 + random.nextDouble();
      double[] corners = {x - halfWidth, y - halfHeight, x + halfWidth, y + halfHeight};
      for (int j = 0; j < CORNERS; j++) {
        labels.putScalar(new int[] {i, j, row, column}, corners[j]);
      }
      labels.putScalar(new int[] {i, CORNERS + random.nextInt(classes), row, column}, 1);
    }
    return labels;
  }
}
