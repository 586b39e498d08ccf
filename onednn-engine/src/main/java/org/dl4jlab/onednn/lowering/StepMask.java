package org.dl4jlab.onednn.lowering;

import java.nio.FloatBuffer;
import java.util.Arrays;
import org.dl4jlab.onednn.primitive.Tensor;

/** Which steps of a batch's series, or pixels of its images, count: of each sample at least one. */
final class StepMask {

  private final String layer;
  private final int batch;
  private final int steps;
  private float[] values; // [batch, steps], null where all count

  StepMask(String layer, int batch, int steps) {
    this.layer = layer;
    this.batch = batch;
    this.steps = steps;
  }

  /**
   * @param values {@code [batch, steps]}, null for none
   */
  void set(float[] values) {
    this.values = values;
    if (values != null) {
      Masks.requireBits(layer, values);
    }
  }

  /** DL4J has no mean, no maximum and no last step of nothing. */
  void requireSteps() {
    for (int sample = 0; sample < batch; sample++) {
      if (count(sample) == 0) {
        throw new IllegalArgumentException(
            "'%s' has a sample of which all steps are masked".formatted(layer));
      }
    }
  }

  /**
   * What is remembered is forgotten at a masked step. No step that counts comes after one where
   * each sample's steps are one run that the layer begins with.
   */
  void requireRunsFrom(boolean end) {
    for (int sample = 0; sample < batch; sample++) {
      int count = count(sample);
      int edge = end ? steps - count : 0;
      for (int i = 0; i < count; i++) {
        if (!counts(sample, edge + i)) {
          throw new IllegalArgumentException(
              "'%s' meets masked steps before steps that count".formatted(layer));
        }
      }
    }
  }

  boolean isNone() {
    return values == null;
  }

  private boolean counts(int sample, int step) {
    return values == null || values[sample * steps + step] != 0;
  }

  /** How many steps of a sample count. */
  int count(int sample) {
    int count = 0;
    for (int step = 0; step < steps; step++) {
      if (counts(sample, step)) {
        count++;
      }
    }
    return count;
  }

  /** The last step of a sample that counts. */
  int last(int sample) {
    int step = steps - 1;
    while (!counts(sample, step)) {
      step--;
    }
    return step;
  }

  /**
   * Fills the steps that do not count.
   *
   * @param series {@code [batch, channels, steps, 1]}, or images, with the channels last
   */
  void fill(Tensor series, float value) {
    if (values == null) {
      return;
    }
    int channels = (int) series.dims()[1];
    FloatBuffer floats = series.floats();
    float[] row = new float[channels];
    Arrays.fill(row, value);
    for (int i = 0; i < values.length; i++) {
      if (values[i] == 0) {
        floats.put(i * channels, row);
      }
    }
  }
}
