package org.dl4jlab.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.dl4jlab.data.ArrayBatch;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Arrays that a network can learn from but never know by heart. */
final class SyntheticArrays {

  private static final int BATCHES = 32;
  private static final double NOISE = 0.5;
  private static final int WRONG = 3; // of so many labels one

  private SyntheticArrays() {}

  private static List<ArrayBatch> batches(Supplier<ArrayBatch> batch) {
    List<ArrayBatch> batches = new ArrayList<>();
    for (int i = 0; i < BATCHES; i++) {
      batches.add(batch.get());
    }
    return batches;
  }

  /** A pattern for each class, noise, and a third of the labels drawn. */
  static List<ArrayBatch> classified(int size, int classes, long... sample) {
    Random random = new Random(1);
    INDArray patterns = patterns(classes, sample);
    return batches(
        () -> {
          INDArray features = Nd4j.create(withBatch(size, sample));
          INDArray labels = Nd4j.create(size, classes);
          for (int i = 0; i < size; i++) {
            int given = random.nextInt(classes);
            features.slice(i).assign(noisy(patterns.slice(given)));
            labels.putScalar(i, random.nextInt(WRONG) == 0 ? random.nextInt(classes) : given, 1);
          }
          return new ArrayBatch(features, labels);
        });
  }

  /** Noisy patterns, to be given back. */
  static List<ArrayBatch> reconstructed(int size, int numbers) {
    Random random = new Random(1);
    INDArray patterns = patterns(10, numbers);
    return batches(
        () -> {
          INDArray features = Nd4j.create(size, numbers);
          for (int i = 0; i < size; i++) {
            features.slice(i).assign(noisy(patterns.slice(random.nextInt(10))));
          }
          return new ArrayBatch(features, features);
        });
  }

  /** A pattern, in noise, says of each pixel which of two classes it has; a third are drawn. */
  static List<ArrayBatch> segmented(int size, int channels, int height, int width) {
    INDArray patterns = patterns(10, channels, height, width);
    Random random = new Random(1);
    return batches(
        () -> {
          INDArray features = Nd4j.create(size, channels, height, width);
          INDArray labels = Nd4j.create(size, 1, height, width);
          for (int i = 0; i < size; i++) {
            INDArray pattern = patterns.slice(random.nextInt(10));
            features.slice(i).assign(noisy(pattern));
            INDArray drawn = Nd4j.rand(height, width).lt(1.0 / WRONG).castTo(DataType.FLOAT);
            INDArray given = pattern.slice(0).gt(0).castTo(DataType.FLOAT);
            INDArray wrong = Nd4j.rand(height, width).gt(0.5).castTo(DataType.FLOAT);
            labels.slice(i).slice(0).assign(given.addi(wrong.subi(given).muli(drawn)));
          }
          return new ArrayBatch(features, labels);
        });
  }

  /**
   * Two characters of three determine the next. Both arrays are {@code [size, characters, steps]},
   * one-hot.
   */
  static List<ArrayBatch> characters(int size, int characters, int steps) {
    Random random = new Random(1);
    return batches(
        () -> {
          INDArray features = Nd4j.create(size, characters, steps);
          INDArray labels = Nd4j.create(size, characters, steps);
          for (int i = 0; i < size; i++) {
            int character = random.nextInt(characters);
            for (int step = 0; step < steps; step++) {
              features.putScalar(i, character, step, 1);
              character = (7 * character + 3) % characters;
              character = random.nextInt(WRONG) == 0 ? random.nextInt(characters) : character;
              labels.putScalar(i, character, step, 1);
            }
          }
          return new ArrayBatch(features, labels);
        });
  }

  private static INDArray patterns(int count, long... sample) {
    Nd4j.getRandom().setSeed(1);
    return Nd4j.randn(withBatch(count, sample));
  }

  private static INDArray noisy(INDArray pattern) {
    return pattern.add(Nd4j.randn(pattern.shape()).muli(NOISE));
  }

  private static long[] withBatch(long size, long... sample) {
    long[] shape = new long[sample.length + 1];
    shape[0] = size;
    System.arraycopy(sample, 0, shape, 1, sample.length);
    return shape;
  }
}
