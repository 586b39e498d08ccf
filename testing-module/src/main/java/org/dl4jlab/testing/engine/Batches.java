package org.dl4jlab.testing.engine;

import java.util.Arrays;
import java.util.Random;
import org.dl4jlab.data.ArrayBatch;
import org.dl4jlab.data.Batch;
import org.dl4jlab.data.TokenBatch;
import org.dl4jlab.testing.engine.NetworkCase.Wanted;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;

/** Random batches for the networks of the suite. */
public final class Batches {

  private Batches() {}

  /** Of normally distributed numbers, or of words where the network reads words. */
  public static Batch of(NetworkCase net, int size, Random random) {
    return net.table() == null ? numbers(net, size, random) : words(net, size, random);
  }

  private static ArrayBatch numbers(NetworkCase net, int size, Random random) {
    return new ArrayBatch(
        new MultiDataSet(
            net.inputs().stream()
                .map(shape -> gaussian(size, shape, random))
                .toArray(INDArray[]::new),
            net.outputs().stream()
                .map(output -> labels(size, output, random))
                .toArray(INDArray[]::new),
            MaskBatches.ofFeatures(net, size, random),
            MaskBatches.ofLabels(net, size, random)));
  }

  private static INDArray gaussian(int size, int[] sample, Random random) {
    int[] shape = new int[sample.length + 1];
    shape[0] = size;
    System.arraycopy(sample, 0, shape, 1, sample.length);
    float[] values = new float[Arrays.stream(shape).reduce(1, Math::multiplyExact)];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return Nd4j.create(values, shape);
  }

  private static INDArray labels(int size, NetworkCase.Output output, Random random) {
    int steps = Math.max(1, output.steps());
    int width = output.wanted() == Wanted.CLASS ? 1 : output.width();
    INDArray labels = Nd4j.zeros(DataType.FLOAT, size, width, steps);
    for (int i = 0; i < size; i++) {
      for (int step = 0; step < steps; step++) {
        if (output.wanted() == Wanted.ONE_HOT) {
          labels.putScalar(new int[] {i, random.nextInt(width), step}, 1);
          continue;
        }
        for (int j = 0; j < width; j++) {
          labels.putScalar(new int[] {i, j, step}, label(output, random));
        }
      }
    }
    return output.steps() > 0 ? labels : labels.reshape(size, width);
  }

  private static float label(NetworkCase.Output output, Random random) {
    return switch (output.wanted()) {
      case CLASS -> random.nextInt(output.width());
      case NUMBERS -> 1 + random.nextFloat();
      default -> random.nextInt(2);
    };
  }

  /** Texts of any length, none at all and the whole one included. */
  private static TokenBatch words(NetworkCase net, int size, Random random) {
    int length = net.inputs().get(0)[1];
    int[] tokens = new int[size * length];
    int[] lengths = new int[size];
    int[] classes = new int[size];
    int classCount = Math.max(2, net.outputs().get(0).width());
    for (int i = 0; i < size; i++) {
      lengths[i] = i == 0 ? 0 : i == 1 ? length : random.nextInt(length + 1);
      classes[i] = random.nextInt(classCount);
      for (int t = 0; t < lengths[i]; t++) {
        tokens[i * length + t] = 1 + random.nextInt(net.table().words() - 1);
      }
    }
    return new TokenBatch(tokens, lengths, length, classes, net.table(), classCount);
  }

  /** DL4J's activation layer overwrites its input, so nobody is given the original. */
  static Batch copy(Batch batch) {
    return batch instanceof ArrayBatch arrays ? new ArrayBatch(copy(arrays.arrays())) : batch;
  }

  static MultiDataSet copy(MultiDataSet arrays) {
    return new MultiDataSet(
        copies(arrays.getFeatures()),
        copies(arrays.getLabels()),
        copies(arrays.getFeaturesMaskArrays()),
        copies(arrays.getLabelsMaskArrays()));
  }

  private static INDArray[] copies(INDArray[] arrays) {
    return arrays == null
        ? null
        : Arrays.stream(arrays).map(INDArray::dup).toArray(INDArray[]::new);
  }
}
