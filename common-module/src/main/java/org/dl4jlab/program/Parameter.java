package org.dl4jlab.program;

import java.util.Arrays;
import java.util.List;
import org.deeplearning4j.nn.api.layers.LayerConstraint;
import org.deeplearning4j.nn.conf.GradientNormalization;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.regularization.Regularization;

/**
 * One of the network's trainable arrays: a view of the network's own memory, and how it is trained.
 *
 * @param layer its layer's name
 * @param name its name in the layer, such as {@code W}
 * @param shape such as {@code [filters, channels, kernel height, kernel width]} or {@code [units,
 *     features]}, whatever the order in memory
 * @param columnMajor whether the memory holds it in ND4J's order 'f', or row-major
 * @param offset of its first element in the network's parameter vector
 * @param state where each kind of its updater's state begins in the network's updater state
 * @param training how it is trained
 */
public record Parameter(
    String layer,
    String name,
    long[] shape,
    boolean columnMajor,
    long offset,
    long[] state,
    Training training) {

  /**
   * How an array is trained.
   *
   * @param updater what turns its gradient into an update
   * @param penalties on its values, in DL4J's order
   * @param gradientNormalization of its layer's gradients
   * @param gradientThreshold of their clipping
   * @param constraints that hold for its layer after each update
   * @param frozen whether it is not trained at all
   */
  public record Training(
      IUpdater updater,
      List<Regularization> penalties,
      GradientNormalization gradientNormalization,
      double gradientThreshold,
      List<LayerConstraint> constraints,
      boolean frozen) {}

  public IUpdater updater() {
    return training.updater();
  }

  public boolean frozen() {
    return training.frozen();
  }

  /** An array is the same as another of its layer and name. */
  @Override
  public boolean equals(Object other) {
    return other instanceof Parameter parameter
        && parameter.layer.equals(layer)
        && parameter.name.equals(name);
  }

  @Override
  public int hashCode() {
    return layer.hashCode() * 31 + name.hashCode();
  }

  @Override
  public String toString() {
    return layer + "_" + name + Arrays.toString(shape);
  }
}
