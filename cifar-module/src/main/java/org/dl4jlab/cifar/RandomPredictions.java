package org.dl4jlab.cifar;

import java.util.Arrays;
import java.util.List;
import org.dl4jlab.data.ImageDataset;
import org.dl4jlab.report.PredictedImage;
import org.dl4jlab.report.SampleSelection;
import org.dl4jlab.train.Predictions;

/** Picks test images at random, each once, together with what the network takes them for. */
public final class RandomPredictions {

  private RandomPredictions() {}

  /**
   * @param predictions of all these images
   * @param count how many, or all where there are fewer
   */
  public static List<PredictedImage> pick(
      Predictions predictions, ImageDataset images, int count, long seed) {
    return Arrays.stream(SampleSelection.random(images.count(), count, seed))
        .mapToObj(image -> PredictedImage.of(images, predictions, image))
        .toList();
  }
}
