package org.dl4jlab.nets;

import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.eigen.Eigen;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * The first weights of {@link Airbench}: its first convolution gives uncorrelated numbers of
 * variance 1 on the training images, its others pass on what they get as far as they have filters
 * for it (Jordan 2024, sections 3.1 and 3.2).
 */
final class AirbenchStart {

  /** Keeps directions in which patches hardly differ from being blown up. */
  private static final double EPSILON = 5e-4;

  private static final int PART = 250;

  private AirbenchStart() {}

  /**
   * Sets the weights of an initialised graph.
   *
   * @param images to train on, {@code [count, channels, height, width]}; some thousands are enough
   */
  static void set(ComputationGraph graph, INDArray images) {
    INDArray weights = graph.getLayer(Airbench.WHITEN).getParam("W");
    INDArray bias = graph.getLayer(Airbench.WHITEN).getParam("b");
    setWhitening(weights, bias, images);
    for (int number = 0; number < 2 * Airbench.BLOCKS; number++) {
      setDirac(graph.getLayer(Airbench.conv(number)).getParam("W"));
    }
  }

  /**
   * The first filters pass on one channel each.
   *
   * @param weights {@code [filters, channels, height, width]}
   */
  private static void setDirac(INDArray weights) {
    long middle = weights.size(2) / 2;
    long filters = Math.min(weights.size(0), weights.size(1));
    weights
        .get(
            NDArrayIndex.interval(0, filters),
            NDArrayIndex.all(),
            NDArrayIndex.all(),
            NDArrayIndex.all())
        .assign(0);
    for (long filter = 0; filter < filters; filter++) {
      weights.putScalar(new long[] {filter, filter, middle, middle}, 1);
    }
  }

  /**
   * The eigenvectors of the patches' covariance, over the roots of their eigenvalues, and their
   * opposites.
   */
  private static void setWhitening(INDArray weights, INDArray bias, INDArray images) {
    INDArray mean = images.mean(0, 2, 3).castTo(DataType.DOUBLE);
    INDArray deviation = images.std(false, 0, 2, 3).castTo(DataType.DOUBLE).addi(1e-9);
    INDArray vectors = covariance(images, mean, deviation, weights.size(2));
    INDArray values = Eigen.symmetricGeneralizedEigenvalues(vectors); // ascending
    long size = values.length();
    long area = size / mean.length();
    for (long i = 0; i < size; i++) {
      long column = size - 1 - i;
      double root = Math.sqrt(values.getDouble(column) + EPSILON);
      double shift = 0;
      for (long j = 0; j < size; j++) {
        long channel = j / area;
        // Of the images as they are, not normalized by their mean and deviation.
        double weight = vectors.getDouble(j, column) / root / deviation.getDouble(channel);
        long[] place = {i, channel, j % area / weights.size(3), j % weights.size(3)};
        weights.putScalar(place, weight);
        place[0] = size + i;
        weights.putScalar(place, -weight);
        shift += weight * mean.getDouble(channel);
      }
      bias.putScalar(i, -shift);
      bias.putScalar(size + i, shift);
    }
  }

  /** Of all patches of the images, once normalized: {@code [channels * kernel², same]}. */
  private static INDArray covariance(
      INDArray images, INDArray mean, INDArray deviation, long kernel) {
    long channels = images.size(1);
    long size = channels * kernel * kernel;
    INDArray sum = Nd4j.zeros(DataType.DOUBLE, size, size).dup('f');
    long count = 0;
    for (long from = 0; from < images.size(0); from += PART) {
      long to = Math.min(images.size(0), from + PART);
      INDArray part =
          images
              .get(
                  NDArrayIndex.interval(from, to),
                  NDArrayIndex.all(),
                  NDArrayIndex.all(),
                  NDArrayIndex.all())
              .castTo(DataType.DOUBLE)
              .sub(mean.reshape(1, channels, 1, 1))
              .divi(deviation.reshape(1, channels, 1, 1));
      INDArray patches = patches(part, kernel);
      sum.addi(patches.mmul(patches.transpose()));
      count += patches.size(1);
    }
    return sum.divi(count);
  }

  /** {@code [channels * kernel², patches]}, in the order of a filter's weights. */
  private static INDArray patches(INDArray images, long kernel) {
    long channels = images.size(1);
    long height = images.size(2) - kernel + 1;
    long width = images.size(3) - kernel + 1;
    long count = images.size(0) * height * width;
    INDArray patches = Nd4j.create(DataType.DOUBLE, channels * kernel * kernel, count);
    long row = 0;
    for (long channel = 0; channel < channels; channel++) {
      for (long down = 0; down < kernel; down++) {
        for (long right = 0; right < kernel; right++) {
          INDArray seen =
              images.get(
                  NDArrayIndex.all(),
                  NDArrayIndex.point(channel),
                  NDArrayIndex.interval(down, down + height),
                  NDArrayIndex.interval(right, right + width));
          patches.getRow(row++).assign(seen.dup('c').reshape(count));
        }
      }
    }
    return patches;
  }
}
