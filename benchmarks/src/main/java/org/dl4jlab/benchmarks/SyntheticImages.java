package org.dl4jlab.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.dl4jlab.data.ImageBatch;

/**
 * Images that a network can learn from but never know by heart: a pattern for each class, noise,
 * and a third of the labels wrong. A network that has nothing more to learn has gradients so small
 * that processors slow down, which is nobody's everyday.
 */
final class SyntheticImages {

  private static final int IMAGES = 8192;
  private static final int CLASSES = 10;
  private static final int[] IMAGE = {3, 32, 32};
  private static final double NOISE = 50;

  private SyntheticImages() {}

  static List<ImageBatch> batches(int size) {
    Random random = new Random(1);
    int imageBytes = IMAGE[0] * IMAGE[1] * IMAGE[2];
    byte[][] patterns = new byte[CLASSES][imageBytes];
    for (byte[] pattern : patterns) {
      random.nextBytes(pattern);
    }
    List<ImageBatch> batches = new ArrayList<>();
    for (int i = 0; i < IMAGES / size; i++) {
      byte[] pixels = new byte[size * imageBytes];
      int[] labels = new int[size];
      for (int j = 0; j < size; j++) {
        int label = random.nextInt(CLASSES);
        labels[j] = random.nextInt(3) == 0 ? random.nextInt(CLASSES) : label;
        for (int k = 0; k < imageBytes; k++) {
          double noisy = (patterns[label][k] & 0xFF) + NOISE * random.nextGaussian();
          pixels[j * imageBytes + k] = (byte) Math.max(0, Math.min(255, noisy));
        }
      }
      batches.add(
          new ImageBatch(new int[] {size, IMAGE[0], IMAGE[1], IMAGE[2]}, pixels, labels, CLASSES));
    }
    return batches;
  }
}
