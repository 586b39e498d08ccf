package org.dl4jlab.data;

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
