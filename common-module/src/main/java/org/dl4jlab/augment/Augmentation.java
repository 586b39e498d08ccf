package org.dl4jlab.augment;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import java.util.stream.Collectors;
import org.dl4jlab.data.Dataset;
import org.dl4jlab.data.ImageDataset;

/**
 * What is done to images before they are trained on, in this order. The changed image depends on
 * the training's seed, the epoch and the image's number alone.
 */
public final class Augmentation {

  private final List<ImageChange> changes;

  private Augmentation(List<ImageChange> changes) {
    this.changes = changes;
  }

  /**
   * What a person asks for.
   *
   * @param text such as {@code flip,crop:4,cutout:8,colour:0.2}
   * @throws IllegalArgumentException naming what is no such change
   */
  @JsonCreator
  public static Augmentation of(String text) {
    return new Augmentation(ChangeReader.read(text));
  }

  /**
   * The images as a training of this seed sees them.
   *
   * @throws IllegalArgumentException when they are too small for it
   */
  public Dataset of(ImageDataset images, long seed) {
    int reach = changes.stream().mapToInt(ImageChange::reach).max().orElse(0);
    if (reach >= Math.min(images.height(), images.width())) {
      throw new IllegalArgumentException(
          "Images of %d x %d pixels cannot be moved by %d; give crop less"
              .formatted(images.height(), images.width(), reach));
    }
    return new AugmentedImages(images, this, seed, 1);
  }

  void apply(Canvas image, Occasion occasion) {
    for (ImageChange change : changes) {
      change.apply(image, occasion);
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Augmentation augmentation && augmentation.changes.equals(changes);
  }

  @Override
  public int hashCode() {
    return changes.hashCode();
  }

  /** As a person types it. */
  @JsonValue
  @Override
  public String toString() {
    return changes.stream().map(ImageChange::toString).collect(Collectors.joining(","));
  }
}
