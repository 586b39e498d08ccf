package org.dl4jlab.cifar;

import java.util.Arrays;
import java.util.List;
import org.dl4jlab.data.ImageDataset;
import org.dl4jlab.report.PredictedImage;
import org.dl4jlab.report.SampleSelection;
import org.dl4jlab.train.Predictions;

/** Test images together with what the network takes them for. */
public final class RandomPredictions {

  private RandomPredictions() {}

  /**
   * Picks images at random, each once.
   *
   * @param predictions of all these images
   * @param count how many, or all where there are fewer
   */
  public static List<PredictedImage> pick(
      Predictions predictions, ImageDataset images, int count, long seed) {
    return of(predictions, images, SampleSelection.random(images.count(), count, seed));
  }

  /** The images of these numbers. */
  static List<PredictedImage> of(Predictions predictions, ImageDataset images, int[] numbers) {
    return Arrays.stream(numbers)
        .mapToObj(image -> PredictedImage.of(images, predictions, image))
        .toList();
  }
}
