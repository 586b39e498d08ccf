package org.dl4jlab.cifar.data;

import java.util.List;
import org.dl4jlab.data.ImageDataset;

/**
 * Images to train on and to test on, and where they come from.
 *
 * @param kind {@code cifar10}, {@code folder} or {@code sample}
 * @param source the folder or archive that was read, or {@code built-in}
 */
public record ImageSet(String kind, String source, ImageDataset train, ImageDataset test) {

  public static final String CIFAR10 = "cifar10";
  public static final String FOLDER = "folder";
  public static final String SAMPLE = "sample";

  public List<String> classNames() {
    return train.classNames();
  }

  /** What figures measured on it must be called: {@code CIFAR-10}, {@code sample}, the folder. */
  public String title() {
    return switch (kind) {
      case CIFAR10 -> "CIFAR-10";
      case SAMPLE -> "sample";
      default -> source;
    };
  }

  /** The first images of each part. */
  public ImageSet limited(int trainLimit, int testLimit) {
    return new ImageSet(kind, source, train.first(trainLimit), test.first(testLimit));
  }
}
