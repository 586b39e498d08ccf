package org.dl4jlab.data;

import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A batch of images as bytes.
 *
 * @param shape {@code [size, channels, height, width]}
 * @param pixels in that shape, 0 to 255
 * @param classes {@code [size]}
 * @param classCount width of the one-hot labels
 */
public record ImageBatch(int[] shape, byte[] pixels, int[] classes, int classCount)
    implements Batch {

  /** Networks see a pixel as a number from 0 to 1: its byte divided by this. */
  public static final float WHITE = 255;

  private static final int DIMENSIONS = 4;

  /**
   * @throws IllegalArgumentException when pixels or classes are not as many as the shape says, or a
   *     class is none
   */
  public ImageBatch {
    if (shape.length != DIMENSIONS || Arrays.stream(shape).anyMatch(size -> size < 1)) {
      throw new IllegalArgumentException(
          "%s is no [size, channels, height, width]".formatted(Arrays.toString(shape)));
    }
    double count = Arrays.stream(shape).asDoubleStream().reduce(1, (a, b) -> a * b);
    if (pixels.length != count || classes.length != shape[0]) {
      throw new IllegalArgumentException(
          "%,d pixels and %d classes are no batch of images %s"
              .formatted(pixels.length, classes.length, Arrays.toString(shape)));
    }
    for (int label : classes) {
      if (label < 0 || label >= classCount) {
        throw new IllegalArgumentException(
            "There is no class %d, only 0 to %d".formatted(label, classCount - 1));
      }
    }
  }

  @Override
  public int size() {
    return shape[0];
  }

  @Override
  public INDArray features() {
    float[] scaled = new float[pixels.length];
    for (int i = 0; i < scaled.length; i++) {
      scaled[i] = (pixels[i] & 0xFF) / WHITE;
    }
    return Nd4j.create(scaled, shape);
  }

  @Override
  public INDArray labels() {
    return Nd4j.create(oneHot(), new int[] {size(), classCount});
  }

  /** The labels as {@code [size, classCount]}, row-major. */
  public float[] oneHot() {
    float[] oneHot = new float[size() * classCount];
    for (int i = 0; i < size(); i++) {
      oneHot[i * classCount + classes[i]] = 1;
    }
    return oneHot;
  }
}
