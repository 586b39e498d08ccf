package org.dl4jlab.augment;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.dl4jlab.augment.ImageChange.Crop;
import org.dl4jlab.augment.ImageChange.Flip;
import org.dl4jlab.data.Dataset;
import org.dl4jlab.data.ImageDataset;
import org.dl4jlab.data.View;

/**
 * In which ways a network sees an image that it is tested with; its answers' mean counts.
 *
 * @param flip also the mirrored image
 * @param shift also the image moved by so many pixels, to the upper left and to the lower right,
 *     each with half of the weight of the image in its place; 0 for none
 */
public record Views(boolean flip, int shift) {

  private static final String ONE = "none";

  /**
   * What a person asks for.
   *
   * @param text {@code flip}, {@code crop:1}, both with a comma between them, or {@code none}
   * @throws IllegalArgumentException naming what is no such view
   */
  @JsonCreator
  public static Views of(String text) {
    Views views = new Views(false, 0);
    if (text.equals(ONE)) {
      return views;
    }
    for (ImageChange change : ChangeReader.read(text)) {
      if (change.equals(new Flip(false))) {
        views = new Views(true, views.shift);
      } else if (change instanceof Crop crop && crop.reflect()) {
        views = new Views(views.flip, crop.margin());
      } else {
        throw new IllegalArgumentException(
            "Images are tested flipped or moved, as in flip,crop:1, or none of it, not '%s'"
                .formatted(change));
      }
    }
    return views;
  }

  /**
   * The images to be tested.
   *
   * @throws IllegalArgumentException when they are too small for it
   */
  public Dataset of(ImageDataset images) {
    if (shift >= Math.min(images.height(), images.width())) {
      throw new IllegalArgumentException(
          "Images of %d x %d pixels cannot be moved by %d"
              .formatted(images.height(), images.width(), shift));
    }
    List<View> places = new ArrayList<>();
    for (boolean flipped : flip ? new boolean[] {false, true} : new boolean[] {false}) {
      double weight = flip ? 0.5 : 1;
      places.add(new View(new MovedImages(images, flipped, 0), shift > 0 ? weight / 2 : weight));
      if (shift > 0) {
        places.add(new View(new MovedImages(images, flipped, -shift), weight / 4));
        places.add(new View(new MovedImages(images, flipped, shift), weight / 4));
      }
    }
    return places.size() == 1 ? images : new ViewedImages(images, places);
  }

  @JsonValue
  @Override
  public String toString() {
    String moved = shift > 0 ? "crop:" + shift : "";
    return Stream.of(flip ? "flip" : "", moved)
        .filter(view -> !view.isEmpty())
        .reduce((a, b) -> a + "," + b)
        .orElse(ONE);
  }
}
