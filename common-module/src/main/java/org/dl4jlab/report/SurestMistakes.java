package org.dl4jlab.report;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.dl4jlab.data.ImageData;
import org.dl4jlab.train.Predictions;

/** The images that a network gets wrong with the highest probability, the surest first. */
public final class SurestMistakes {

  private SurestMistakes() {}

  /** The samples' numbers, at most {@code count}; of equally sure ones the first comes first. */
  public static int[] numbers(Predictions predictions, int count) {
    int[] predicted = predictions.predicted();
    return IntStream.range(0, predicted.length)
        .filter(i -> predicted[i] != predictions.actual()[i])
        .boxed()
        .sorted(
            Comparator.comparingDouble(
                (Integer i) -> -predictions.probabilities()[i][predicted[i]]))
        .limit(count)
        .mapToInt(Integer::intValue)
        .toArray();
  }

  /** Their pictures, with what the network takes them for. */
  public static List<PredictedImage> pick(Predictions predictions, ImageData images, int count) {
    return Arrays.stream(numbers(predictions, count))
        .mapToObj(i -> PredictedImage.of(images, predictions, i))
        .toList();
  }
}
