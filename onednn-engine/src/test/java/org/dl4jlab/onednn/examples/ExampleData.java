package org.dl4jlab.onednn.examples;

import java.util.Arrays;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.deeplearning4j.datasets.iterator.utilty.ListDataSetIterator;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;
import org.nd4j.linalg.factory.Nd4j;

/** Random data of the examples' shapes: the same for the same seed. */
final class ExampleData {

  private ExampleData() {}

  /** Normally distributed numbers. */
  static INDArray gaussian(int seed, int... shape) {
    Random random = new Random(seed);
    float[] values = new float[Arrays.stream(shape).reduce(1, Math::multiplyExact)];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return Nd4j.create(values, shape);
  }

  /** Numbers between 0 and 1. */
  static INDArray uniform(int seed, int... shape) {
    Random random = new Random(seed);
    float[] values = new float[Arrays.stream(shape).reduce(1, Math::multiplyExact)];
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextFloat();
    }
    return Nd4j.create(values, shape);
  }

  /** {@code [size, classes]}. */
  static INDArray oneHot(int seed, int size, int classes) {
    return oneHotSteps(seed, size, classes, 1).reshape(size, classes);
  }

  /** {@code [size, classes, steps]}. */
  static INDArray oneHotSteps(int seed, int size, int classes, int steps) {
    Random random = new Random(seed);
    INDArray labels = Nd4j.zeros(size, classes, steps);
    for (int i = 0; i < size; i++) {
      for (int step = 0; step < steps; step++) {
        labels.putScalar(new int[] {i, random.nextInt(classes), step}, 1);
      }
    }
    return labels;
  }

  /** Whole numbers below a bound, as words have. */
  static INDArray numbers(int seed, int bound, int... shape) {
    return Nd4j.math().floor(uniform(seed, shape).muli(bound));
  }

  /** {@code [lengths, steps]}: 1 for the first steps of each series. */
  static INDArray firstSteps(int steps, int... lengths) {
    INDArray mask = Nd4j.zeros(lengths.length, steps);
    for (int i = 0; i < lengths.length; i++) {
      for (int step = 0; step < lengths[i]; step++) {
        mask.putScalar(i, step, 1);
      }
    }
    return mask;
  }

  /** {@code [lengths, steps]}: 1 for the last step of each series. */
  static INDArray lastStep(int steps, int... lengths) {
    INDArray mask = Nd4j.zeros(lengths.length, steps);
    for (int i = 0; i < lengths.length; i++) {
      mask.putScalar(i, lengths[i] - 1, 1);
    }
    return mask;
  }

  /** Batches of samples, each of one class. */
  static IntFunction<DataSet> classified(int size, int classes, int... sample) {
    return i -> new DataSet(gaussian(i, batch(size, sample)), oneHot(100 + i, size, classes));
  }

  /** Batches of series, each step of one class. */
  static IntFunction<DataSet> classifiedSteps(int size, int features, int classes, int steps) {
    return i ->
        new DataSet(gaussian(i, size, features, steps), oneHotSteps(100 + i, size, classes, steps));
  }

  /** Batches of images as rows of brightnesses, which are to be had again. */
  static IntFunction<DataSet> brightnesses(int size, int pixels) {
    return i -> new DataSet(uniform(i, size, pixels), uniform(i, size, pixels));
  }

  /** The same batches for a graph. */
  static IntFunction<MultiDataSet> forGraph(IntFunction<DataSet> batches) {
    return i -> (MultiDataSet) batches.apply(i).toMultiDataSet();
  }

  /** The first three batches, sample by sample put together anew. */
  static DataSetIterator iterator(IntFunction<DataSet> batches) {
    DataSet all = DataSet.merge(IntStream.range(0, 3).mapToObj(batches).toList());
    return new ListDataSetIterator<>(all.asList(), 7);
  }

  private static int[] batch(int size, int[] sample) {
    int[] shape = new int[sample.length + 1];
    shape[0] = size;
    System.arraycopy(sample, 0, shape, 1, sample.length);
    return shape;
  }
}
