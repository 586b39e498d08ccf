package org.dl4jlab.concepts;

import java.awt.image.BufferedImage;
import java.util.Optional;
import java.util.function.Supplier;
import org.dl4jlab.report.AnimatedGif;

/**
 * One concept of the lecture.
 *
 * @param name a plain word, also the pictures' file name
 * @param title one line
 * @param numbers the key numbers behind the picture, ready for JSON
 * @param picture is drawn when asked for
 * @param animation where something moves
 */
public record Concept(
    String name,
    String title,
    Object numbers,
    Supplier<BufferedImage> picture,
    Optional<Supplier<AnimatedGif>> animation) {

  static Concept still(String name, String title, Object numbers, Supplier<BufferedImage> picture) {
    return new Concept(name, title, numbers, picture, Optional.empty());
  }

  static Concept moving(
      String name,
      String title,
      Object numbers,
      Supplier<BufferedImage> picture,
      Supplier<AnimatedGif> animation) {
    return new Concept(name, title, numbers, picture, Optional.of(animation));
  }
}
