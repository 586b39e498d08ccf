package org.dl4jlab.onednn;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.dl4jlab.data.ArrayBatch;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Cuts the series of a batch, as DL4J does for truncated backpropagation through time. */
final class Segments {

  /** {@code [batch, features, steps]}. */
  private static final int SERIES = 3;

  private Segments() {}

  /**
   * The batch in segments of so many steps, the last one perhaps shorter; inputs and labels that
   * are no series are in each of them.
   *
   * @throws IllegalArgumentException where there are no series, or of several lengths
   */
  static List<ArrayBatch> of(MultiDataSet batch, int length) {
    long[] steps =
        Stream.of(batch.getFeatures(), batch.getLabels())
            .flatMap(Arrays::stream)
            .filter(array -> array.rank() == SERIES)
            .mapToLong(array -> array.size(2))
            .distinct()
            .toArray();
    if (steps.length != 1) {
      throw new IllegalArgumentException(
          "Truncated backpropagation takes series of one length, not of " + Arrays.toString(steps));
    }
    List<ArrayBatch> segments = new ArrayList<>();
    for (long from = 0; from < steps[0]; from += length) {
      segments.add(segment(batch, from, Math.min(steps[0], from + length)));
    }
    return segments;
  }

  private static ArrayBatch segment(MultiDataSet batch, long from, long to) {
    INDArray[] features = batch.getFeatures();
    INDArray[] labels = batch.getLabels();
    return new ArrayBatch(
        new MultiDataSet(
            cut(features, features, from, to),
            cut(labels, labels, from, to),
            cut(batch.getFeaturesMaskArrays(), features, from, to),
            cut(batch.getLabelsMaskArrays(), labels, from, to)));
  }

  /**
   * @param arrays series, or masks of them, whose last dimension is the steps
   * @param cut whose arrays are series; the others stay whole
   */
  private static INDArray[] cut(INDArray[] arrays, INDArray[] cut, long from, long to) {
    return arrays == null
        ? null
        : IntStream.range(0, arrays.length)
            .mapToObj(
                i ->
                    arrays[i] == null || cut[i].rank() != SERIES
                        ? arrays[i]
                        : steps(arrays[i], from, to))
            .toArray(INDArray[]::new);
  }

  private static INDArray steps(INDArray array, long from, long to) {
    return array.rank() == SERIES
        ? array.get(NDArrayIndex.all(), NDArrayIndex.all(), NDArrayIndex.interval(from, to))
        : array.get(NDArrayIndex.all(), NDArrayIndex.interval(from, to));
  }
}
