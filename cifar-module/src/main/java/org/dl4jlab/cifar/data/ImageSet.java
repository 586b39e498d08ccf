package org.dl4jlab.cifar.data;

import java.util.List;
import org.dl4jlab.data.ImageDataset;
import org.dl4jlab.run.TrainingSettings;

/**
 * Images to train on and to test on, and where they come from.
 *
 * @param kind the data set's ({@code cifar10}), {@code folder} or {@code sample}
 * @param title what figures measured on it must be called: {@code CIFAR-10}, {@code sample}, the
 *     folder
 * @param source the folder or archive that was read, or {@code built-in}
 */
public record ImageSet(
    String kind, String title, String source, ImageDataset train, ImageDataset test) {

  private static final String FOLDER = "folder";

  /** A person's own pictures. */
  static ImageSet ofFolder(String source, ImageDataset train, ImageDataset test) {
    return new ImageSet(FOLDER, source, source, train, test);
  }

  static ImageSet sample(ImageDataset train, ImageDataset test) {
    return new ImageSet(
        TrainingSettings.SAMPLE_DATA, TrainingSettings.SAMPLE_DATA, "built-in", train, test);
  }

  public List<String> classNames() {
    return train.classNames();
  }

  /** The first images of each part. */
  public ImageSet limited(int trainLimit, int testLimit) {
    return new ImageSet(kind, title, source, train.first(trainLimit), test.first(testLimit));
  }
}
