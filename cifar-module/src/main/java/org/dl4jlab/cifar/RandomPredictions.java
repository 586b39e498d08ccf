package org.dl4jlab.cifar;

import java.util.ArrayList;
import java.util.List;
import org.dl4jlab.data.ImageData;
import org.dl4jlab.data.SampleOrder;
import org.dl4jlab.report.PredictedImage;
import org.dl4jlab.train.Predictions;

/** Picks test images at random, each once, together with what the network takes them for. */
public final class RandomPredictions {

  private RandomPredictions() {}

  /**
   * @param predictions of all these images
   * @param count how many, or all where there are fewer
   */
  public static List<PredictedImage> pick(
      Predictions predictions, ImageData images, int count, long seed) {
    int[] order = SampleOrder.shuffled(images.count(), seed, 0);
    int[] predicted = predictions.predicted();
    List<PredictedImage> picked = new ArrayList<>();
    for (int i = 0; i < Math.min(count, order.length); i++) {
      int image = order[i];
      picked.add(
          new PredictedImage(
              PredictedImage.picture(images, image),
              images.classNames().get(predicted[image]),
              images.classNames().get(images.label(image)),
              predictions.probabilities()[image][predicted[image]]));
    }
    return picked;
  }
}
