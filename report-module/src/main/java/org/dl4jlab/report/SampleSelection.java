package org.dl4jlab.report;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.dl4jlab.data.SampleOrder;
import org.dl4jlab.train.Predictions;

/** Which of a data set's samples are shown, by their numbers. */
public final class SampleSelection {

  private SampleSelection() {}

  /** So many at random, each once; the same seed, the same samples. */
  public static int[] random(int samples, int count, long seed) {
    return Arrays.copyOf(SampleOrder.shuffled(samples, seed, 0), Math.min(count, samples));
  }

  /** The most confident of the wrong predictions, the most confident first. */
  public static int[] surestMistakes(Predictions predictions, int count) {
    int[] predicted = predictions.predicted();
    return IntStream.range(0, predicted.length)
        .filter(i -> predicted[i] != predictions.actual()[i])
        .boxed()
        .sorted(Comparator.comparingDouble(predictions::probability).reversed())
        .limit(count)
        .mapToInt(Integer::intValue)
        .toArray();
  }
}
